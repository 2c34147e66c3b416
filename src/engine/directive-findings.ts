import { isPluginRule } from './plugin.ts';
import { directiveKinds } from '../model/document/directives.ts';
import type { Directive } from '../model/plan/directive.ts';
import type { Plan } from '../model/plan/plan.ts';
import { suggest, type Edit, type Fix } from '../problem.ts';
import type { Located, Source, Span } from '../text.ts';
import type { Draft } from './finding.ts';
import { nearest } from './nearest.ts';
import { endedBy, removals } from './remove-directive.ts';
import { endOf, partsOf, silencerOf, type Silencer } from './silence.ts';

/** What became of the directives of a plan. */
export interface Outcome {
  readonly silencers: readonly Silencer[];
  /** Those that silence something. */
  readonly used: ReadonlySet<Silencer>;
  /** The ids of all rules that there are. */
  readonly known: ReadonlySet<string>;
  /** Whether there are plugins whose rules nobody knows. */
  readonly withoutPlugins: boolean;
  /** The ids of those whose findings are all there. */
  readonly ran: ReadonlySet<string>;
  /** Where the other rules would find something: a directive for all rules may be meant for them. */
  readonly dormant: () => readonly Pick<Draft, 'ruleId' | 'span'>[];
}

/** A finding about directives, and what it would take out of them. */
interface Complaint {
  readonly id: 'unused-directive' | 'unknown-rule-in-directive';
  readonly message: string;
  readonly span: Span;
  readonly parts: readonly Silencer[];
  readonly fixes?: readonly Fix[];
}

/** Reports directives that do nothing, and what planvet does not know in them. */
export function directiveFindings(plan: Plan, source: Source, outcome: Outcome): Draft[] {
  const { directives } = plan;
  const complaints = directives.flatMap((directive) => [
    ...aboutName(directive),
    ...aboutWords(directive, outcome),
    ...aboutUse(directive, directives, source, outcome),
  ]);
  const fixable = complaints.filter(({ parts }) => parts.length > 0);
  const edits =
    fixable.length === 0
      ? []
      : removals(
          fixable.map(({ parts }) => parts),
          directives,
          outcome.silencers,
          source,
        );
  return complaints.map((complaint) => {
    const { id, message, span, parts, fixes = [] } = complaint;
    const removal = edits[fixable.indexOf(complaint)];
    return {
      ruleId: `planvet/${id}`,
      severity: 'warning',
      certainty: 'certain',
      message,
      span,
      related: [],
      fixes: [...(removal ? [removalOf(parts, removal, !mayAwaitChange(parts, plan))] : []), ...fixes],
    };
  });
}

function removalOf(parts: readonly Silencer[], edits: readonly Edit[], safe: boolean): Fix {
  const [first, ...others] = parts;
  const whole = others.length > 0 || first?.rule === undefined || first.directive.words.length === 1;
  return { title: whole ? 'Remove the directive' : `Remove \`${first.rule?.value}\``, safe, edits };
}

/** Whether there is one for all rules among them that may be meant for what a change does to a task or gate, and no change is known. */
function mayAwaitChange(parts: readonly Silencer[], { change, tasks, gates, directives }: Plan): boolean {
  if (change !== undefined) return false;
  const blanket = parts.filter(({ directive, rule }) => directive.kind?.startsWith('disable') && !rule);
  const spans = [
    ...tasks.map(({ span }) => span),
    ...gates.flatMap(({ items }) => items.map(({ title }) => title.span)),
  ];
  return (
    blanket.length > 0 && spans.some((span) => silencerOf({ ruleId: '', span }, blanket, directives) !== undefined)
  );
}

function aboutName(directive: Directive): Complaint[] {
  const { kind, name, words, span } = directive;
  if (kind === 'template' && words.length === 0) {
    const parts = [{ directive, rule: undefined }];
    return [{ id: 'unused-directive', message: `\`${name.value}\` names no template`, span, parts }];
  }
  if (kind !== undefined) return [];
  const names = directiveKinds.map((known) => `planvet-${known}`);
  const near = nearest(name.value, names);
  const message = `\`${name.value}\` is no directive${near ? `; did you mean \`${near}\`?` : `: there is ${names.map((known) => `\`${known}\``).join(', ')}`}`;
  const fixes = near ? [suggest(`Write \`${near}\``, name.span, near)] : [];
  return [{ id: 'unused-directive', message, span: name.span, parts: [], fixes }];
}

/** Rules that nobody knows, or a reason without its dashes. */
function aboutWords(directive: Directive, { known, withoutPlugins }: Outcome): Complaint[] {
  const { kind, words } = directive;
  if (kind === undefined || kind === 'template') return [];
  const stray = strayReason(words, known);
  const isForeign = ({ value }: Located<string>) => withoutPlugins && isPluginRule(value);
  const unknown = words.filter((word) => !known.has(word.value) && !stray.includes(word) && !isForeign(word));
  return [...unknown.map((word) => aboutUnknown(word, directive, known)), ...aboutStray(stray)];
}

function aboutUnknown(word: Located<string>, directive: Directive, known: ReadonlySet<string>): Complaint {
  const { value, span } = word;
  const own = value.startsWith('planvet/');
  const near = own ? undefined : nearest(value, known);
  return {
    id: 'unknown-rule-in-directive',
    message: `\`${value}\` ${own ? 'cannot be silenced' : 'is no rule'}${near ? `; did you mean \`${near}\`?` : ''}`,
    span,
    parts: [{ directive, rule: word }],
    fixes: near ? [suggest(`Write \`${near}\``, span, near)] : [],
  };
}

function aboutStray(words: readonly Located<string>[]): Complaint[] {
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return [];
  const { start } = first.span;
  return [
    {
      id: 'unknown-rule-in-directive',
      message: `\`${words.map(({ value }) => value).join(' ')}\` names no rule; a reason stands behind \` -- \``,
      span: { start, end: last.span.end },
      parts: [],
      fixes: [suggest('Make it the reason', { start, end: start }, '-- ')],
    },
  ];
}

/** The words at the end that neither are rules nor look like any. */
function strayReason(words: readonly Located<string>[], known: ReadonlySet<string>): Located<string>[] {
  const isRule = ({ value }: Located<string>) =>
    known.has(value) || /[-/]/.test(value) || nearest(value, known) !== undefined;
  const from = words.findIndex((word) => !isRule(word));
  return from < 0 || words.slice(from).some(({ value }) => known.has(value)) ? [] : words.slice(from);
}

/** Parts that silence or end nothing: all at once where no part does anything. */
function aboutUse(
  directive: Directive,
  directives: readonly Directive[],
  source: Source,
  outcome: Outcome,
): Complaint[] {
  const { kind, span } = directive;
  if (kind === undefined || kind === 'template') return [];
  const parts =
    kind === 'enable' ? partsOf(directive) : outcome.silencers.filter((silencer) => silencer.directive === directive);
  const idle = parts.filter((part) =>
    kind === 'enable'
      ? isKnown(part, outcome) && endedBy(part, directives, outcome.silencers).length === 0
      : isIdle(part, directives, outcome),
  );
  const say = (about: readonly Silencer[], at: Span): Complaint => ({
    id: 'unused-directive',
    message:
      kind === 'enable'
        ? endsNothing(about)
        : `The directive silences nothing${of(about)} ${where(directive, about, directives, source)}`,
    span: at,
    parts: about,
  });
  if (idle.length === 0) return [];
  if (idle.length === parts.length) return [say(idle, span)];
  return idle.map((part) => say([part], part.rule?.span ?? span));
}

function isKnown({ rule }: Silencer, { known }: Outcome): boolean {
  return rule === undefined || known.has(rule.value);
}

function isIdle(silencer: Silencer, directives: readonly Directive[], { used, ran, dormant }: Outcome): boolean {
  if (used.has(silencer)) return false;
  if (silencer.rule) return ran.has(silencer.rule.value);
  return !dormant().some((finding) => silencerOf(finding, [silencer], directives));
}

function of(parts: readonly Silencer[]): string {
  const names = parts.flatMap(({ rule }) => (rule ? [`\`${rule.value}\``] : []));
  return names.length === 0 ? '' : ` of ${names.join(' or ')}`;
}

function endsNothing(parts: readonly Silencer[]): string {
  return `\`planvet-enable\` ends nothing: no \`planvet-disable\`${of(parts)} is open here`;
}

function where(
  { kind, scope }: Directive,
  [part]: readonly Silencer[],
  directives: readonly Directive[],
  source: Source,
): string {
  if (kind === 'disable-file') return 'in this file';
  if (kind !== 'disable')
    return scope.end > scope.start ? `on line ${source.lineAt(scope.start)}` : 'behind the last line';
  const ended = part && endOf(part, directives);
  return ended ? `from here to line ${source.lineAt(ended.span.start)}` : 'from here on';
}
