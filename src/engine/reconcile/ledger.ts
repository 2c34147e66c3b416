import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { stateOfValue } from '../../model/language/state.ts';
import { vocabulary } from '../../model/language/words.ts';
import type { State } from '../../model/plan/state.ts';

/** What a ledger says of one piece of work. */
export interface Entry {
  readonly key: string;
  /** The word for its state, as written. */
  readonly says: string;
  readonly state: State;
  /** From 0. */
  readonly line: number;
}

/** A file beside the plans that says how far each of them is. */
export interface Ledger {
  /** From the root of the repository. */
  readonly path: string;
  readonly entries: readonly Entry[];
}

/** What an export of issues says of one of them. */
export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly isOpen: boolean;
}

/** Whether a file is the ledger of a sprint of BMAD, by its name. */
export function isSprintStatus(path: string): boolean {
  return /(?:^|\/)sprint-status\.ya?ml$/i.test(path);
}

/** Whether a file may hold issues as `gh issue list --json` gives them, by its name. */
export function mayHoldIssues(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return name.includes('issue') && name.endsWith('.json');
}

/** Reads `development_status` of a ledger of BMAD: the state of each epic and story by its key. */
export function readSprintStatus(path: string, text: string): Ledger {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent', uniqueKeys: false });
  const holder: unknown = isMap(document.contents) ? document.contents.get('development_status') : undefined;
  const items = isMap(holder) ? holder.items : [];
  const entries = items.flatMap(({ key, value }): Entry[] => {
    if (!isScalar(key) || !isScalar(value) || typeof value.value !== 'string') return [];
    const says = value.value.trim();
    const state = stateOfValue(says.replaceAll('-', ' '), vocabulary) ?? stateOfValue(says, vocabulary) ?? 'unknown';
    return [{ key: String(key.value), says, state, line: lines.linePos(key.range?.[0] ?? 0).line - 1 }];
  });
  return { path, entries };
}

/** Reads an export of issues; nothing where it is none. Those that nobody plans to do say nothing of work. */
export function readIssues(text: string): Issue[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const list = Array.isArray(value) ? value : (value as { issues?: unknown } | null)?.issues;
  if (!Array.isArray(list)) return [];
  return list.flatMap((one: unknown): Issue[] => {
    const {
      number,
      state,
      title,
      stateReason,
      state_reason: reason,
      pull_request: pull,
    } = (one ?? {}) as Record<string, unknown>;
    const isKnown = typeof number === 'number' && typeof state === 'string' && /^(?:open|closed)$/i.test(state);
    if (!isKnown || pull !== undefined || /not.planned|duplicate/i.test(String(stateReason ?? reason))) return [];
    return [{ number, title: typeof title === 'string' ? title : '', isOpen: state.toLowerCase() === 'open' }];
  });
}
