import { lintText, type Finding, type LintOptions } from '../src/index.ts';

/** A plan as it should be, and the same with one thing wrong. */
export interface Pair {
  /** The plan's name, and which of its slips. */
  readonly name: string;
  /** What is looked for: rules with what they have to point at. Empty where the change is harmless. */
  readonly wanted: readonly Wanted[];
  /** Rules that may speak besides. */
  readonly allowed: readonly string[];
  readonly text: string;
  readonly options: LintOptions;
}

interface Wanted {
  /** Any of these. */
  readonly rules: readonly string[];
  readonly severity: string | undefined;
  readonly at: number;
}

/** A plan without a slip, and the rules that may speak of it. */
export interface Clean {
  readonly name: string;
  readonly text: string;
  readonly options: LintOptions;
  readonly allowed: readonly string[];
  readonly slips: readonly Pair[];
}

/** `⟦rule#group>tag¦as it should be¦as it is wrong⟧`. */
const SLIP = /⟦([^¦⟧]*)¦([^¦⟧]*)¦([^⟧]*)⟧/g;

/**
 * Reads a file of pairs. A plan begins with `=== name | option | clean=rules that speak of it anyway`; the options are `strict`,
 * `path=` and `template=`, other files follow behind `-----file path`. A slip names its rules (`a/b`: either; `, ?c`: may
 * speak besides; `ok`: none speaks; `:warning`: at that level) and points with `‸` or, by `>tag`, to `‹tag›`. Slips of one
 * `#group` are made together; those that begin with `+` belong to another one.
 */
export function readPairs(content: string): Clean[] {
  return `\n${content}`
    .split(/\n=== /)
    .slice(1)
    .map((block) => {
      const end = block.indexOf('\n');
      const [name = '', ...settings] = block
        .slice(0, end)
        .split('|')
        .map((part) => part.trim());
      const options = new Map(
        settings.map((setting) => [setting.split('=', 1)[0] ?? '', setting.replace(/^[^=]*=?/, '')]),
      );
      const body = `${block.slice(end + 1).replace(/\n*$/, '')}\n`;
      const allowed = (options.get('clean') ?? '').split(',').filter(Boolean);
      const base: LintOptions = {
        path: options.get('path') ?? 'plans/plan.md',
        ...(options.has('strict') ? { preset: 'strict' } : {}),
        ...(options.has('template') ? { template: options.get('template') ?? '' } : {}),
      };
      const slips = [...body.matchAll(SLIP)].map(([, head = ''], index) => ({
        head,
        group: /#(\w+)/.exec(head)?.[1] ?? `@${index}`,
      }));
      const groups = [...new Set(slips.map(({ group }) => group))];
      const clean = written(body, undefined, base);
      return {
        name,
        text: clean.text,
        options: clean.options,
        allowed,
        slips: groups.map((group, number) => {
          const own = slips.filter((slip) => slip.group === group);
          const { head } = own.find((slip) => !slip.head.startsWith('+')) ?? { head: 'ok' };
          const wrong = written(body, group, base);
          const parts = head
            .replace(/#\w+/, '')
            .split(',')
            .map((part) => part.trim());
          let caret = 0;
          const wanted = parts.flatMap((part): Wanted[] => {
            if (part === 'ok' || part.startsWith('?')) return [];
            const [named = '', tag] = part.split('>');
            const [rules = '', severity] = named.split(':');
            const at = tag === undefined ? wrong.carets[caret++] : wrong.tags.get(tag);
            if (at === undefined) throw new Error(`${name}: ${part} points at nothing`);
            return [{ rules: rules.split('/'), severity, at }];
          });
          const besides = parts.filter((part) => part.startsWith('?')).map((part) => part.slice(1));
          return {
            name: `${name}: ${number + 1} ${head}`,
            wanted,
            allowed: besides,
            text: wrong.text,
            options: wrong.options,
          };
        }),
      };
    });
}

/** The plan with the slips of one group made, without its marks. */
function written(body: string, group: string | undefined, options: LintOptions) {
  let index = 0;
  const marked = body.replace(SLIP, (_, head: string, right: string, wrong: string) => {
    const own = /#(\w+)/.exec(head)?.[1] ?? `@${index}`;
    index++;
    if (own !== group) return right;
    return /^(?:\+|ok)|>/.test(head) || wrong.includes('‸') ? wrong : `‸${wrong}`;
  });
  const tags = new Map<string, number>();
  const carets: number[] = [];
  let text = '';
  for (const [part] of marked.matchAll(/‸|‹[^›]*›|[^‸‹]+/g)) {
    if (part === '‸') carets.push(text.length);
    else if (part.startsWith('‹')) tags.set(part.slice(1, -1), text.length);
    else text += part;
  }
  const [main = '', ...others] = text.split(/^-----file (.*)\n/m);
  const siblings = others.flatMap((path, at) => (at % 2 === 0 ? [{ path, text: others[at + 1] ?? '' }] : []));
  return { text: main, tags, carets, options: { ...options, siblings } };
}

/** What is wrong with what planvet says of a plan and of each of its slips, by the name of the slip. */
export function missesOfPair({ name, text, options, allowed, slips }: Clean): Record<string, readonly string[]> {
  const usual = lintText(text, options).findings;
  const noise = usual.filter(({ ruleId }) => !allowed.includes(ruleId)).map((finding) => `says ${say(finding)}`);
  const known = new Set(usual.map(keyOf));
  const misses = slips.map((slip): [string, readonly string[]] => {
    const found = lintText(slip.text, slip.options).findings.filter((finding) => !known.has(keyOf(finding)));
    const missing = slip.wanted.flatMap(({ rules, severity, at }) => {
      const hit = found.findIndex(
        ({ ruleId, span, ...finding }) =>
          rules.includes(ruleId) &&
          span.start <= at + 1 &&
          at <= span.end &&
          (severity === undefined || finding.severity === severity),
      );
      if (hit >= 0) found.splice(hit, 1);
      return hit < 0 ? [`does not say ${rules.join('/')} at ${slip.text.slice(at, at + 20).split('\n', 1)[0]}`] : [];
    });
    const besides = found
      .filter(({ ruleId }) => !slip.allowed.includes(ruleId))
      .map((finding) => `says ${say(finding)}`);
    return [slip.name, [...missing, ...besides]];
  });
  return Object.fromEntries([[name, noise] as const, ...misses].filter(([, list]) => list.length > 0));
}

const keyOf = ({ ruleId, message }: Finding): string => `${ruleId} ${message}`;
const say = ({ ruleId, message }: Finding): string => `${ruleId}: ${message}`;
