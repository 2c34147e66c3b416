import type { Source, Span } from './text.ts';

/** How a finding is reported. */
export type Severity = 'error' | 'warning';

/** Whether a problem is a fact (`certain`) or an inference that may be wrong (`likely`, at most a warning). */
export type Certainty = 'certain' | 'likely';

/** Replacement of one span of the text. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** Edits that apply together or not at all. Safe ones are applied by `--fix`; the others are offered in editors. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
  /**
   * Whether it lets planvet read what it could not: it goes ahead of others, what it brings up was wrong before, and the
   * paragraph that it is in may become a heading.
   */
  readonly reveals?: boolean;
}

/** Another place that explains a problem. `path` only for another document. */
export interface Related {
  readonly span: Span;
  readonly message: string;
  readonly path?: string;
}

/** What a rule says: where, what and what would mend it. The engine adds the severity. */
export interface Problem {
  readonly ruleId: string;
  /** Which of the rule's messages this is. */
  readonly code: string;
  /** What the message was made of: strings, numbers, truth values, and lists and records of them. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly message: string;
  readonly span: Span;
  readonly certainty: Certainty;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** Further places of this document that it stands for: each is known again by itself, as if it were told alone. */
  readonly also?: readonly Span[];
  /** What it is about, where other rules may report the same: the engine leaves out what an earlier rule has told in full. */
  readonly facts?: readonly Fact[];
}

/** Something about the plan that several rules may report, by its kind and where it stands. */
export type Fact = `${FactKind} ${number}`;

type FactKind =
  /** Something is called done that is not; at the words that say so. */
  | 'done-claim'
  /** Work is open inside of what is called done; at its line. */
  | 'open-work'
  /** A task waits for itself; at the task. */
  | 'cycle'
  /** Two have one id or one title; at the second. */
  | 'duplicate'
  /** Two marks of one task contradict each other; at one of them. */
  | 'mark';

/** Names a fact. */
export function factAt(kind: FactKind, place: number): Fact {
  return `${kind} ${place}`;
}

/** A fix that is applied only where somebody asks for it. */
export function suggest(title: string, span: Span, text: string): Fix {
  return { title, safe: false, edits: [{ span, text }] };
}

/** A fix that cannot change what the plan means. */
export function safeFix(title: string, span: Span, text: string): Fix {
  return { title, safe: true, edits: [{ span, text }] };
}

/** A suggestion to put lines of their own at a place, with blank lines around them and the line ends that the text has there. */
export function suggestLines(title: string, source: Source, at: number, lines: readonly string[]): Fix {
  const [before, behind] = [source.text.slice(0, at), source.text.slice(at)];
  const newline = /\r?\n(?=[^\n]*$)/.exec(before)?.[0] ?? /\r?\n/.exec(behind)?.[0] ?? '\n';
  const above = /^\s*$|(?:\r\n|\n){2}$/.test(before) ? '' : before.endsWith('\n') ? newline : newline + newline;
  // A text without a last line end keeps that.
  const last = before.endsWith('\n') || before === '' ? newline : '';
  const below = behind === '' ? last : /^\s*?\n/.test(behind) ? newline : newline + newline;
  return suggest(title, { start: at, end: at }, above + lines.join(newline) + below);
}
