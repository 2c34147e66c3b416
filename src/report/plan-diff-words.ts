import type { FindingNote, PlanDiff, Progress, TaskNote, TaskNotes } from '../engine/plan-diff.ts';
import { counted } from './tally.ts';

/** One thing that has happened to a plan: what kind it is, and to what. */
export interface Happening {
  readonly kind: string;
  readonly what: string;
  /** Where it is by now. */
  readonly line: number | null;
}

/** How far the plan was and is: "3 of 7 tasks done, was 2 of 6". */
export function progressWords({ before, now }: PlanDiff['progress']): string {
  if (!now) return before ? `${share(before)} when it was taken away` : 'not read';
  const same = before && before.done === now.done && before.total === now.total;
  return before && !same ? `${share(now)}, was ${before.done} of ${before.total}` : share(now);
}

function share({ done, total }: Progress): string {
  return `${done} of ${counted(total, 'task')} done`;
}

/** What a plan is, where that is more than changed: "new", "was docs/old.md". */
export function statusWords({ status, before }: PlanDiff): string {
  if (status === 'added') return 'new';
  if (status === 'removed') return 'taken away';
  return status === 'renamed' ? `was ${before}` : '';
}

/** All that has happened to the tasks and gates of a plan, what needs a look first. */
export function happenings({ tasks, gates }: PlanDiff): Happening[] {
  const each = (kind: string, notes: readonly TaskNote[]) =>
    notes.map(({ name, line }) => ({ kind, what: name, line }));
  const both = (kind: string, notes: readonly TaskNotes[], lead: (note: TaskNotes) => string) =>
    notes.map((note) => ({ kind, what: `${lead(note)}${note.before} → ${note.now}`, line: note.line }));
  return [
    ...gates.weakened.map(({ before, now }) => ({
      kind: 'gate weakened',
      what: now === null ? `${before} (taken out)` : `${before} → ${now}`,
      line: null,
    })),
    ...each('reopened', tasks.reopened),
    ...each('removed', tasks.removed),
    ...each('dropped', tasks.dropped),
    ...each('done', tasks.done),
    ...each('started', tasks.started),
    ...each('added', tasks.added),
    ...both('renamed', tasks.renamed, () => ''),
    ...both('re-estimated', tasks.estimated, ({ name }) => `${name}: `),
    ...gates.ticked.map((what) => ({ kind: 'gate item ticked', what, line: null })),
  ];
}

/** "1 finding new, 2 gone, 3 old": what is none is left out; empty where there is nothing. */
export function findingWords({ new: fresh, gone, old }: PlanDiff['findings']): string {
  const parts = [
    fresh.length > 0 ? `${fresh.length} new` : '',
    gone.length > 0 ? `${gone.length} gone` : '',
    old > 0 ? `${old} old` : '',
  ].filter(Boolean);
  return parts.join(', ');
}

/** The findings that are new and those that are gone, each with which it is. */
export function findingNotes({ findings }: PlanDiff): (FindingNote & { readonly kind: 'new' | 'gone' })[] {
  return [
    ...findings.new.map((finding) => ({ ...finding, kind: 'new' as const })),
    ...findings.gone.map((finding) => ({ ...finding, kind: 'gone' as const })),
  ];
}
