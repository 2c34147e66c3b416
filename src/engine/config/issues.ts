import type { BaseIssue, GenericSchema } from 'valibot';
import { mismatch } from '../explain-issue.ts';
import { didYouMean } from '../nearest.ts';
import type { PlaceOf, Way } from './place.ts';

type Issue = BaseIssue<unknown>;

/** Whether an issue is about a rule or its setting, rather than about `rules` itself. */
export function isInRules({ path }: Issue): boolean {
  const way = wayOf(path ?? []);
  const inside = way[0] === 'overrides' ? way.slice(2) : way;
  return inside[0] === 'rules' && inside.length > 1;
}

/** What is wrong with a configuration by its schema, a sentence each. */
export function sentencesOf(schema: GenericSchema, issues: readonly Issue[], placeOf: PlaceOf): string[] {
  const sentences = issues
    .flatMap((issue) => partsOf(issue))
    .flatMap(({ way, issue }): string | string[] => {
      const of = way.slice(0, -1);
      const key = String(way.at(-1));
      switch (faultOf(issue)) {
        case 'missing key':
          return `${nameOf(of)} in ${placeOf(of, 'value')} lacks \`${key}\``;
        case 'unknown key': {
          const what = of.at(-1) === 'words' ? 'meaning' : 'key';
          const holder = of.length > 0 ? ` of ${nameOf(of)}` : '';
          const known = keysAt(schema, of);
          // Valibot names only the first one.
          const unknown = Object.keys(issue.path?.at(-1)?.input as object).filter((other) => !known.includes(other));
          return unknown.map((other) => {
            const place = placeOf([...of, other], 'key');
            return `unknown ${what} \`${other}\`${holder} in ${place}${instead(other, known)}`;
          });
        }
        case 'wrong value':
          return `${way.length > 0 ? nameOf(way) : 'what stands'} in ${placeOf(way, 'value')} ${mismatch(issue)}`;
      }
    });
  return [...new Set(sentences)];
}

interface Part {
  readonly way: Way;
  readonly issue: Issue;
}

/** An issue as those of its parts: of several possible forms the one counts that the value has the type of. */
function partsOf(issue: Issue, before: Way = []): Part[] {
  const way = [...before, ...wayOf(issue.path ?? [])];
  const deeper = (issue.issues ?? []).filter(({ path }) => path !== undefined);
  return deeper.length > 0 ? deeper.flatMap((part) => partsOf(part, way)) : [{ way, issue }];
}

function wayOf(path: NonNullable<Issue['path']> | readonly []): Way {
  return path.map(({ key }) => key as string | number);
}

function faultOf({ type, expected, path }: Issue): 'unknown key' | 'missing key' | 'wrong value' {
  if (type !== 'strict_object' || path?.at(-1)?.origin !== 'key') return 'wrong value';
  return expected === 'never' ? 'unknown key' : 'missing key';
}

/** The way to a part, as people write it: `overrides[0].files`. */
function nameOf(way: Way): string {
  const name = way.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return `\`${name.replace(/^\./, '')}\``;
}

/** Most keys that a sentence lists. */
const FEW = 20;

function instead(given: string, known: readonly string[]): string {
  const near = didYouMean(given, known);
  if (near !== '') return near;
  return known.length > FEW ? ': README.md lists them' : `: there is ${known.map((key) => `\`${key}\``).join(', ')}`;
}

/** The keys that a schema has at the end of a way. */
function keysAt(schema: GenericSchema, way: Way): string[] {
  const { wrapped, pipe, options, item, entries } = schema as Partial<{
    readonly wrapped: GenericSchema;
    readonly pipe: readonly [GenericSchema];
    readonly options: readonly GenericSchema[];
    readonly item: GenericSchema;
    readonly entries: Readonly<Record<string, GenericSchema>>;
  }>;
  const [step, ...rest] = way;
  if (wrapped) return keysAt(wrapped, way);
  if (entries) {
    const next = step === undefined ? undefined : entries[step];
    return step === undefined ? Object.keys(entries) : next ? keysAt(next, rest) : [];
  }
  if (item) return step === undefined ? [] : keysAt(item, rest);
  if (pipe && pipe[0] !== schema) return keysAt(pipe[0], way);
  return (options ?? []).flatMap((option) => (typeof option === 'object' ? keysAt(option, way) : []));
}
