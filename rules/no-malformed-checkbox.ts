import { choice, defineRule, safeFix, type Box, type BoxDefect, type Plan } from '../src/rule.ts';

const advice: Readonly<Record<BoxDefect['reason'], string>> = {
  'no-space': 'it needs a space behind it',
  'no-marker-space': 'it needs a space before it',
  'empty-brackets': 'it needs a space or an `x` inside',
  'inner-space': 'it needs exactly one character inside',
  'no-marker': 'it needs a list marker like `-` before it',
  'no-text': 'it needs text behind it',
  unclosed: 'it needs `[ ]` or `[x]` before its text',
  'empty-item': 'it needs text behind it',
  'look-alike': 'it needs plain brackets with a plain space or an `x` inside',
  'two-markers': 'it has a second list marker before it',
};

/** A box that Markdown does not read as one is counted by no tool and cannot be ticked by a click. */
export default defineRule({
  id: 'no-malformed-checkbox',
  description: 'Disallow checkboxes that Markdown does not read as checkboxes',
  category: 'tasks',
  recommended: 'warning',
  strict: 'warning',
  drafts: 'warning',
  fixable: 'safe',
  options: {
    states: choice(
      '`extended` lets `[-]`, `[~]`, `[/]` and `[!]` stand for states, `plain` allows only `[ ]` and `[x]`',
      ['extended', 'plain'],
    ),
  },
  messages: {
    malformed: ({ token, advice }: { token: string; advice: string }) =>
      `\`${token}\` is not read as a checkbox; ${advice}`,
    state: ({ token }: { token: string }) => `\`${token}\` is not read as a checkbox; only \`[ ]\` and \`[x]\` are`,
  },
  *check(plan, { options, problem }) {
    for (const box of plan.boxes) {
      const token = plan.source.slice(box.span);
      if (box.defect) {
        if (isStatement(box, plan)) continue;
        const { reason, repair } = box.defect;
        const title = /^no-(?:marker-)?space$/.test(reason) ? 'Insert a space' : `Write \`${repair?.text.trim()}\``;
        const fixes = repair ? [{ ...safeFix(title, repair.span, repair.text), reveals: true }] : [];
        yield problem(box.span, 'malformed', { token, advice: advice[reason] }, { fixes });
      } else if (options.states === 'plain' && isState(box)) yield problem(box.span, 'state', { token });
    }
  },
});

/** `[x] I agree` by itself: it is ticked, and no list has it. */
function isStatement({ state, section, defect, span }: Box, { boxes }: Plan): boolean {
  return (
    defect?.reason === 'no-marker' &&
    state === 'done' &&
    boxes.every((other) => other.section !== section || other.span.start === span.start)
  );
}

function isState({ mark, kind }: Box): boolean {
  return /^[-~/!]$/.test(mark) && kind !== 'legend' && kind !== 'prose';
}
