import { type Asks, defineRule, type ProblemDetails } from '../src/rule.ts';

/** A rule that points at every `!word`; `!!word` is likely. `details` are made from the text without a byte order mark. */
export function shoutingRule(details: (text: string) => ProblemDetails = () => ({}), asks?: Asks) {
  return defineRule({
    id: 'no-shouting',
    description: 'Disallow shouting',
    category: 'tasks',
    recommended: 'error',
    strict: 'error',
    drafts: 'error',
    fixable: 'safe',
    ...(asks && { asks }),
    options: {},
    messages: { loud: ({ word }: { word: string }) => `\`${word}\` is too loud` },
    *check({ source }, { problem }) {
      for (const match of source.text.matchAll(/!+\w+/g)) {
        const span = { start: match.index, end: match.index + match[0].length };
        const certainty = match[0].startsWith('!!') ? 'likely' : 'certain';
        yield problem(span, 'loud', { word: match[0] }, { certainty, ...details(source.text) });
      }
    },
  });
}
