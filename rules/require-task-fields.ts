import {
  defineRule,
  listOf,
  quote,
  strings,
  suggest,
  type Edit,
  type Field,
  type Fix,
  type Plan,
  type Span,
  type Task,
  type TaskField,
} from '../src/rule.ts';

/** A task without an estimate or dependencies is one that nobody thought through. */
export default defineRule({
  id: 'require-task-fields',
  description: 'Require the fields that the tasks of the template have',
  category: 'tasks',
  recommended: false,
  strict: 'warning',
  drafts: 'warning',
  fixable: 'suggest',
  asks: 'content',
  options: { fields: strings('Labels of fields that every task has to have, whatever the template.') },
  messages: {
    missing: ({ task, labels }: { task: string; labels: readonly string[] }) =>
      `${quote(task)} has no ${listOf(labels.map((label) => `\`${label}\``))}`,
  },
  *check(plan, { options, problem }) {
    const demanded = options.fields.map((label) => asField(plan, label));
    const chosen = plan.template !== undefined && plan.template.how !== 'recognised';
    const groups = groupsOf(plan);
    const holders = new Map([...demanded, ...plan.taskFields].map((field) => [field, holdersOf(plan, field)]));
    const counts = (field: TaskField, tasks: readonly Task[]) =>
      tasks.filter((task) => holders.get(field)?.has(task)).length;
    for (const tasks of groups) {
      const usual = plan.taskFields.filter((field) => {
        const count = counts(field, tasks);
        // A team that leaves a field of the template out everywhere does so on purpose, unless the template was chosen.
        return chosen ? count > 0 || counts(field, groups.flat()) === 0 : count > 0 && count * 2 >= tasks.length;
      });
      const wanted = [...demanded, ...usual.filter((field) => !demanded.some((other) => isSame(field, other)))];
      for (const together of byPlace(tasks)) {
        // Tasks that stand together and all lack a field that others have lack it on purpose.
        const here = wanted.filter(
          (field) =>
            demanded.includes(field) ||
            together.length === 1 ||
            counts(field, together) > 0 ||
            counts(field, tasks) === 0,
        );
        for (const task of together) {
          const missing = here.filter((field) => !holders.get(field)?.has(task));
          if (missing.length === 0 || task.state === 'done' || task.state === 'dropped') continue;
          const data = { task: task.name, labels: missing.map(({ label }) => label) };
          const certainty = chosen || missing.some((field) => demanded.includes(field)) ? 'certain' : 'likely';
          yield problem(task.nameSpan, 'missing', data, { certainty, fixes: insertion(plan, task, missing) });
        }
      }
    }
  },
});

/** Work with an id or a label of its own, and no sub-tasks that have fields instead. A row of a table has its columns. */
function isWhole({ id, dialect, children }: Task): boolean {
  const written =
    dialect === 'labelled' ||
    (id !== undefined && (dialect === 'heading' || dialect === 'checklist' || dialect === 'bold'));
  return written && children.length === 0;
}

/** Tasks written in one way are compared with each other: `**Task**:` has other fields than `**Doc**:`. */
function groupsOf(plan: Plan): Task[][] {
  return grouped(plan.tasks.filter(isWhole), (task) => kindOf(plan, task));
}

function byPlace(tasks: readonly Task[]): Task[][] {
  return grouped(tasks, ({ dialect, section }) => (dialect === 'heading' ? section.parent : section));
}

function grouped(tasks: readonly Task[], keyOf: (task: Task) => unknown): Task[][] {
  const groups = new Map<unknown, Task[]>();
  for (const task of tasks) {
    const key = keyOf(task);
    const group = groups.get(key);
    if (group) group.push(task);
    else groups.set(key, [task]);
  }
  return [...groups.values()];
}

function kindOf({ source }: Plan, { dialect, keyword, box, nameSpan }: Task): string {
  const label =
    dialect === 'labelled' && box ? source.slice({ start: box.span.end, end: nameSpan.start }).trim() : keyword;
  return `${dialect} ${label?.toLowerCase() ?? ''}`;
}

function asField({ fields }: Plan, label: string): TaskField {
  const key = label.toLowerCase();
  return { label, key, role: fields.find((field) => field.key === key)?.role };
}

function isSame(field: Pick<TaskField, 'key' | 'role'>, other: Pick<TaskField, 'key' | 'role'>): boolean {
  return field.key === other.key || (field.role !== undefined && field.role === other.role);
}

/** The tasks that have a field: under any name that means the same, or in their words. */
function holdersOf(plan: Plan, field: TaskField): Set<unknown> {
  const labelled = plan.tasks.filter(({ fields }) => fields.some((other) => isSame(other, field)));
  return new Set<unknown>([...labelled, ...sayingIt(plan, field.role)]);
}

function sayingIt(plan: Plan, role: TaskField['role']): unknown[] {
  switch (role) {
    case 'dependencies':
      return plan.references.map(({ owner }) => owner);
    case 'estimate':
      return plan.tasks.filter(({ effort }) => effort !== null);
    case 'requirements':
      return plan.requirementReferences.map(({ owner }) => owner);
    case 'files':
      return plan.fileMentions.map(({ task }) => task);
    case 'status':
      return plan.tasks.filter(({ state }) => state !== 'unknown');
    default:
      return [];
  }
}

/** Empty fields written like those that the task has: each on a line of its own, or between others on theirs. */
function insertion(plan: Plan, { fields }: Task, missing: readonly TaskField[]): Fix[] {
  const [first, ...others] = fields.filter(({ place }) => place === 'text');
  if (!first) return [];
  const { source } = plan;
  const line = source.lineSpan(source.lineAt(first.label.span.start));
  const beside = others.filter(({ label }) => label.span.end <= line.end);
  const edit = beside.length > 0 ? between(plan, first, beside, missing) : below(plan, first, line, missing);
  const title = `Add ${listOf(missing.map(({ label }) => `\`${label}\``))}`;
  return edit ? [suggest(title, edit.span, edit.text)] : [];
}

const COLON = /^[*_]*\s*[:：][*_]*/;

/** Lines below the first field. */
function below({ source }: Plan, { label }: Field, line: Span, missing: readonly TaskField[]): Edit | undefined {
  const [, lead, marks = ''] =
    /^([\s>*+-]*(?<![*_]))([*_]*)$/.exec(source.text.slice(line.start, label.span.start)) ?? [];
  const colon = COLON.exec(source.text.slice(label.span.end, line.end))?.[0];
  if (lead === undefined || colon === undefined) return undefined;
  // `_Effort: 2 hours_` is closed behind its value.
  const dress = colon.includes(marks) ? marks : '';
  const ending = /(?<!\s)\s*$/.exec(source.slice(line))?.[0] ?? '';
  const newline = source.text.startsWith('\r\n', line.end) ? '\r\n' : '\n';
  const text = missing.map((field) => newline + lead + dress + field.label + colon + ending).join('');
  return { span: { start: line.end, end: line.end }, text };
}

/** In front of the last field of `_Requirements: 1.1 | Effort: 2 hours_`, so that whatever closes the line stays at its end. */
function between(
  { source }: Plan,
  first: Field,
  beside: readonly Field[],
  missing: readonly TaskField[],
): Edit | undefined {
  const last = beside.at(-1);
  const before = beside.at(-2) ?? first;
  if (!last) return undefined;
  const gap = source.slice({ start: before.value.span.end, end: last.label.span.start });
  const [, bar, marks = ''] = /^(?:[*_]*)(\s*[|;·•]\s*)([*_]*)$/.exec(gap) ?? [];
  const line = source.lineSpan(source.lineAt(last.label.span.start));
  const colon = COLON.exec(source.text.slice(last.label.span.end, line.end))?.[0];
  if (bar === undefined || colon === undefined) return undefined;
  const start = last.label.span.start - marks.length;
  const text = missing.map(({ label }) => `${marks}${label}${colon}${bar}`).join('');
  return { span: { start, end: start }, text };
}
