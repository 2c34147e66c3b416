import { defineRule, number, quote, strings, text } from 'planvet/rule';

/** Work without an owner is done by nobody. */
const requireOwner = defineRule({
  id: 'acme/require-owner',
  description: 'Require an owner for each task that is not done',
  category: 'acme',
  recommended: 'error',
  strict: 'error',
  drafts: false,
  fixable: null,
  options: {},
  messages: {
    missing: ({ name }) => `${quote(name)} has no owner: add \`@name\` or an \`Owner\` field`,
  },
  *check(plan, { problem }) {
    for (const task of plan.tasks) {
      if (task.state === 'done' || task.state === 'dropped' || task.owners.length > 0) continue;
      yield problem(task.nameSpan, 'missing', { name: task.name });
    }
  },
});

/** A task that takes days cannot be reviewed in one sitting. */
const noLargeTask = defineRule({
  id: 'acme/no-large-task',
  description: 'Disallow tasks that are estimated above a number of hours',
  category: 'acme',
  recommended: 'warning',
  strict: 'error',
  drafts: 'warning',
  fixable: null,
  options: { hours: number('The most hours that a task may take', 16, { atLeast: 1 }) },
  messages: {
    /** @param {{ hours: number, limit: number }} data */
    large: ({ hours, limit }) => `${hours} hours is more than the ${limit} of a task: split it`,
  },
  *check(plan, { options, problem }) {
    for (const { effort, children } of plan.tasks) {
      if (!effort || effort.unit === 'points' || children.length > 0 || effort.most <= options.hours) continue;
      yield problem(effort.span, 'large', { hours: effort.most, limit: options.hours });
    }
  },
});

/** "Phase 2: Building the API" says what goes on; "Build the API" says what is to be done. */
const imperativePhase = defineRule({
  id: 'acme/imperative-phase',
  description: 'Require phase titles in the imperative',
  category: 'acme',
  recommended: 'warning',
  strict: 'warning',
  drafts: 'warning',
  fixable: null,
  options: { allow: strings('First words that are right, though they end in -ing') },
  messages: {
    gerund: ({ word }) => `${quote(word)} is no imperative: say what is to be done`,
  },
  *check(plan, { options, problem }) {
    for (const { titleSpan } of plan.phases) {
      const [word = ''] = plan.source.slice(titleSpan).split(/\s/);
      if (!/^[A-Z][a-z]+ing$/.test(word) || options.allow.includes(word)) continue;
      yield problem({ start: titleSpan.start, end: titleSpan.start + word.length }, 'gerund', { word });
    }
  },
});

/** What changes a database cannot be undone by an earlier deployment. */
const requireRollback = defineRule({
  id: 'acme/require-rollback',
  description: 'Require a rollback section where a plan touches a database',
  category: 'acme',
  recommended: 'error',
  strict: 'error',
  drafts: 'warning',
  fixable: null,
  options: { words: strings('Words of a task title that mean a database, besides the usual ones') },
  messages: {
    missing: ({ name }) => `${quote(name)} touches a database, and the plan has no section about rolling back`,
  },
  *check(plan, { options, problem }) {
    if (plan.sections.some(({ role }) => role === 'rollback')) return;
    const words = ['database', 'migration', 'schema', 'table', ...options.words];
    const touching = plan.tasks.find(({ title }) => words.some((word) => title.value.toLowerCase().includes(word)));
    if (touching) yield problem(touching.nameSpan, 'missing', { name: touching.name });
  },
});

/** Ids that the tracker knows can be looked up. */
const requireTrackedId = defineRule({
  id: 'acme/require-tracked-id',
  description: 'Require ids of the tracker for all tasks',
  category: 'acme',
  recommended: 'warning',
  strict: 'error',
  drafts: false,
  fixable: null,
  options: { project: text('The key of the project', 'PROJ') },
  messages: {
    /** @param {{ name: string, project: string }} data */
    wrong: ({ name, project }) => `${quote(name)} has no id like \`${project}-123\``,
  },
  *check(plan, { options, problem }) {
    const { project } = options;
    const isTracked = (id) => id.startsWith(`${project}-`) && /^\d+$/.test(id.slice(project.length + 1));
    for (const { id = '', aliases, name, nameSpan } of plan.tasks) {
      if (![id, ...aliases].some(isTracked)) yield problem(nameSpan, 'wrong', { name, project });
    }
  },
});

export default {
  name: 'acme',
  rules: [requireOwner, noLargeTask, imperativePhase, requireRollback, requireTrackedId],
};
