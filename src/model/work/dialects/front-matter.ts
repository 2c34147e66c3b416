import type { ReadingEntry } from '../../plan/reading.ts';
import { parseDeclaration } from '../../language/declaration.ts';
import { namesOne } from '../task-aliases.ts';
import type { Document } from '../../document/document.ts';
import type { Todo } from '../../document/front-matter.ts';
import { foldId } from '../../language/ids.ts';
import type { Field } from '../../plan/field.ts';
import type { TaskDraft } from '../task-draft.ts';

/** A document that is one task by its front matter: an id, with a status or dependencies (Backlog.md, taskmd). */
export function fileTask(document: Document): TaskDraft[] {
  const cells = document.fields.filter((field) => field.place === 'front-matter');
  const id = cells.find((field) => field.key === 'id') ?? idOfFolder(document);
  if (!id || !cells.some(({ role }) => role === 'status' || role === 'dependencies')) return [];
  const title = document.sections.find((section) => section.depth === 1);
  const written =
    cells.find((field) => field.key === 'title')?.value ?? (title && { value: title.title, span: title.titleSpan });
  const span = { start: 0, end: document.parsed.source.text.length };
  return [draftOf(document, id, written ?? id.value, span, cells)];
}

/** LeanSpec: the number of the folder is the id, and the title stands for it. */
function idOfFolder({ path, fields, sections, frontMatter }: Document): Field | undefined {
  const value = /(?:^|\/)specs\/(\d{2,})-[^/]+\/README\.md$/i.exec(path ?? '')?.[1];
  const like = frontMatter.fields[0] ?? fields[0];
  const title = sections.find((section) => section.depth === 1);
  return value !== undefined && like && title ? { ...like, value: { value, span: title.titleSpan } } : undefined;
}

/**
 * `todos: [{id, content, status, dependencies}]` of a Cursor plan. One whose text begins with the id and the words of a task
 * `elsewhere` in the plan is about that one.
 */
export function todoTasks(todos: readonly Todo[], document: Document, elsewhere: readonly TaskDraft[]): TaskDraft[] {
  return todos.flatMap(({ span, fields }) => {
    const id = fields.find((field) => field.key === 'id');
    const title = fields.find((field) => field.key === 'content' || field.key === 'title' || field.key === 'name');
    if (!id) return [];
    const draft = draftOf(document, id, title?.value ?? id.value, span, fields);
    const declared = title && parseDeclaration(title.value.value, title.value.span.start, document.vocabulary);
    const same = elsewhere.some(
      (other) =>
        declared?.strength === 'strong' &&
        foldId(other.declaration?.id.value ?? '') === foldId(declared.id.value) &&
        namesOne(other.title.value, declared.title.value),
    );
    return [declared && same ? { ...draft, declaration: declared, title: declared.title } : draft];
  });
}

function draftOf(
  document: Document,
  id: Field,
  title: Field['value'],
  span: TaskDraft['span'],
  cells: readonly Field[],
): TaskDraft {
  return {
    dialect: 'front-matter',
    kind: 'task',
    declaration: { keyword: undefined, id: id.value, span: id.value.span },
    title,
    nameSpan: id.value.span,
    span,
    section: document.root,
    item: undefined,
    box: undefined,
    cells,
  };
}

/** What is read here, by name. */
export const frontMatterTaskReading: ReadingEntry = {
  id: 'task.front-matter',
  title: 'an entry of the front matter, or a document that is a task by its front matter',
  file: 'work/dialects/front-matter.ts',
  example: '---\ntodos:\n  - id: dredge\n    content: Dredge\n    status: pending\n---\n\n# Ferry\n',
  counterExample: '---\nowner: Ada\n---\n\n# Ferry\n',
};
