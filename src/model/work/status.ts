import type { ReadingEntry } from '../plan/reading.ts';
import { isOneLine, type Located } from '../../text.ts';
import type { Document } from '../document/document.ts';
import type { Box } from '../plan/box.ts';
import type { Field } from '../plan/field.ts';
import type { Lifecycle, State, StateMark, Status } from '../plan/state.ts';
import type { OutlineSection } from '../document/outline.ts';
import { isOwnTask } from './file-task.ts';
import { readState, stateOfValue } from '../language/state.ts';
import { stateOfHeading } from '../language/state-tail.ts';
import { tokenize } from '../language/tokens.ts';
import { isOfWhole } from '../language/whole-label.ts';
import type { TaskNode } from './tasks.ts';
import type { Vocabulary } from '../language/words.ts';

/** What the plan says of itself: a status field outside all tasks and phases, before the first or behind the last part, or front matter. */
export function readStatus(document: Document, tasks: readonly TaskNode[]): Status {
  const all = document.fields.filter((field) => isOfPlan(document, field, tasks));
  const said = all.filter((field) => !isOfDocument(field, document.vocabulary));
  const fields = said.length > 0 ? said : all;
  const marks: StateMark[] = [];
  for (const field of fields) {
    const state = stateOfValue(field.value.value, document.vocabulary);
    if (state)
      marks.push({
        state,
        by: field.place === 'front-matter' ? 'front-matter' : 'status-field',
        span: field.value.span,
        text: field.value.value,
      });
  }
  marks.push(...bannersOf(document), ...titleOf(document, tasks));
  const stated: Located<string> | undefined = fields[0]?.value;
  return { marks, stated, state: marks[0]?.state ?? 'unknown' };
}

/** `status: active` in front matter says that the document is in use. */
export function isOfDocument({ place, value }: Field, { describing }: Vocabulary): boolean {
  return place === 'front-matter' && describing.has(value.value.trim().toLowerCase());
}

/** `> ✅ Completed on 2026-03-09` under the title: a line that is nothing but a picture and a state. */
function bannersOf({ blocks, parsed, vocabulary }: Document): StateMark[] {
  return blocks.paragraphs.flatMap(({ section, item, span }): StateMark[] => {
    if (section.depth > 1 || item) return [];
    const text = parsed.source.slice(span);
    if (text.length > LONGEST_BANNER || !isOneLine(text)) return [];
    const tokens = tokenize(text, span.start);
    const state = tokens[0]?.kind === 'mark' && tokens[1]?.kind === 'word' ? readState(tokens, vocabulary) : undefined;
    return state ? [{ state, by: 'banner', span, text }] : [];
  });
}

/** `# Swing — COMPLETED`: words at the end of the title that are a state; a picture alone is an ornament. */
function titleOf({ sections, parsed, vocabulary }: Document, tasks: readonly TaskNode[]): StateMark[] {
  const [title, ...others] = sections.filter(({ depth }) => depth === 1);
  if (
    !title ||
    others.length > 0 ||
    title.declaration ||
    tasks.some(({ section, dialect }) => dialect === 'heading' && section === title)
  )
    return [];
  const found = stateOfHeading(parsed.source.slice(title.titleSpan), vocabulary);
  if (!found || !/\p{L}/u.test(found.text)) return [];
  const start = title.titleSpan.start + found.at;
  return [{ state: found.state, by: 'banner', span: { start, end: start + found.text.length }, text: found.text }];
}

/** A longer line is a sentence about the plan. */
const LONGEST_BANNER = 80;

/** The fields of the tasks of a document, that of a document which is one task left out; gathered once for all who ask. */
function fieldsOfTasks(document: Document, tasks: readonly TaskNode[]): ReadonlySet<Field> {
  const known = owned.get(tasks);
  if (known) return known;
  const fields = new Set(
    tasks.flatMap((task) => (task.fields.length > 0 && !isOwnTask(document, task, task.id) ? task.fields : [])),
  );
  owned.set(tasks, fields);
  return fields;
}

const owned = new WeakMap<readonly TaskNode[], ReadonlySet<Field>>();

/** Whether a status field speaks for the plan as a whole. */
export function isOfPlan(document: Document, field: Field, tasks: readonly TaskNode[]): boolean {
  const { sections, vocabulary } = document;
  if (field.place === 'cell' || field.role !== 'status' || field.key === 'task status') return false;
  if (field.place === 'front-matter') return true;
  if (fieldsOfTasks(document, tasks).has(field)) return false;
  const section = field.section as OutlineSection;
  if (section.depth <= 1) return true;
  const explicit = isOfWhole(field.key, vocabulary);
  // A first section that only holds the header ("Overview", "Document information") speaks for the plan; so does a
  // footer behind the last rule, which Markdown counts to the last section.
  const first = sections.find((candidate) => candidate.depth === 2);
  const isHeader = section === first && section.declaration?.kind === undefined;
  const isAbout =
    section.role === 'overview' || section.role === 'summary' || vocabulary.cues.of('aboutDocument').isIn(section.key);
  const isLast = isAtEnd(section, document);
  return explicit || isLast || (isHeader && (isAbout || !isStatedAbove(document))) || isFooter(sections, field);
}

/** `## Metadata` at the end is the header of the document in another place. */
function isAtEnd(section: OutlineSection, { sections, vocabulary }: Document): boolean {
  return section.depth === 2 && sections.at(-1) === section && vocabulary.cues.listed('metadata').has(section.key);
}

/** Whether a status stands under the title: then one in a first section about something is of that. */
function isStatedAbove({ fields }: Document): boolean {
  return fields.some(
    ({ role, place, section }) => role === 'status' && place === 'text' && (section as OutlineSection).depth <= 1,
  );
}

/** Whether a field stands behind the last rule of the document, which Markdown counts to the last section. */
export function isFooter(sections: Document['sections'], field: Field): boolean {
  const last = sections.at(-1);
  if (!last || field.section !== last) return false;
  const rule = last.blocks.findLast((block) => block.type === 'thematicBreak');
  return rule !== undefined && (rule.position?.start.offset ?? Infinity) < field.label.span.start;
}

/** Whether a status value says that the plan is not decided yet. */
export function isDraftValue(value: string, { draft, states }: Vocabulary): boolean {
  const plain = value
    .replace(/[*_`~]/g, '')
    .replace(/^(?:\p{Extended_Pictographic}|[\u{FE0F}\s])+/u, '')
    .trim()
    .toLowerCase();
  // A menu says nothing.
  if (plain.split(/[|/]/).length > 2) return false;
  const head = plain.split(/(?:(?<!\s)\s+)?(?:[([,;:.]|\s[-–—]\s|[–—])\s*/)[0] ?? '';
  if (draft.has(head)) return true;
  const first = head.split(' ')[0] ?? '';
  return draft.has(first) && !states.has(head) && first !== 'not';
}

/** Folders on the path that say a plan is put away. */
export function isArchived(path: string | undefined, { archiveFolders }: Vocabulary): boolean {
  if (!path) return false;
  return path
    .split('/')
    .slice(0, -1)
    .some((folder) => archiveFolders.has(folder.toLowerCase()));
}

/**
 * Whether the folder of a plan says that it is done: not where most of it is open, which was given up or replaced, unless the
 * folder has a day in its name, under which it was put away (`archive/2026-03-02-labels/`).
 */
export function isPutAwayDone(
  { path, vocabulary }: Document,
  tasks: readonly TaskNode[],
  boxes: readonly { readonly kind: Box['kind']; readonly state: State }[],
): boolean {
  if (!isArchived(path, vocabulary)) return false;
  const folders = (path ?? '').split('/').slice(0, -1);
  if (folders.some((folder) => tokenize(folder, 0)[0]?.kind === 'date')) return true;
  const work = [
    ...boxes.filter(({ kind }) => kind === 'task' || kind === 'step'),
    ...tasks.filter(({ box, steps, children }) => !box && steps.length + children.length === 0),
  ];
  const done = work.filter(({ state }) => state === 'done').length;
  const open = work.filter(({ state }) => state === 'open' || state === 'blocked').length;
  return done >= open;
}

/** Where the plan is in its life: archived by folder or word, done by word, draft by word while no work has started, else active. */
export function readLifecycle(document: Document, status: Status, tasks: readonly TaskNode[]): Lifecycle {
  const { vocabulary } = document;
  const said =
    status.stated?.value
      .replace(/[*_`~]/g, '')
      .trim()
      .toLowerCase() ?? '';
  if (isArchived(document.path, vocabulary) || vocabulary.archived.has(said.split(/[\s(,;:.]/)[0] ?? ''))
    return 'archived';
  if (status.state === 'done') return 'done';
  const started = tasks.some((task) => task.state === 'done' || task.state === 'in-progress');
  if (status.stated && isDraftValue(status.stated.value, vocabulary) && !started) return 'draft';
  return 'active';
}

/** What is read here, by name. */
export const statusReading: ReadingEntry = {
  id: 'state.banner',
  title: 'a line under the title that is nothing but a picture and a state',
  file: 'work/status.ts',
  example: '# Ferry\n\n> ✅ Completed on 2026-03-09\n\n## Tasks\n\n- [x] Dredge\n',
  counterExample: '# Ferry\n\n> Completed on 2026-03-09\n\n## Tasks\n\n- [x] Dredge\n',
};
