import { defineRule, type StatusConflict } from '../src/rule.ts';

/** A status that was never updated hides how far the work is. */
export default defineRule({
  id: 'no-contradictory-status',
  description: 'Disallow statuses that another status or the finished tasks contradict',
  category: 'claims',
  recommended: 'warning',
  strict: 'warning',
  drafts: 'warning',
  fixable: null,
  options: {},
  messages: {
    statement: ({ name, here, there }: { name: string; here: string; there: string }) =>
      `${name} is \`${here}\` here, but \`${there}\` before`,
    tasks: ({ name, here, done, file }: { name: string; here: string; done: number; file: string | undefined }) =>
      `${name} is \`${here}\`, but ${done === 1 ? 'the only task' : `all ${done} tasks`}` +
      `${file === undefined ? '' : ` in \`${file}\``} ${done === 1 ? 'is' : 'are'} done`,
  },
  *check({ statusConflicts }, { problem }) {
    for (const conflict of statusConflicts) {
      const { statement } = conflict;
      const name = nameOf(conflict);
      const here = statement.value;
      if (conflict.kind === 'statement') {
        const { other } = conflict;
        const related = [{ span: other.span, message: `${name} is \`${other.value}\` here` }];
        yield problem(statement.span, 'statement', { name, here, there: other.value }, { related });
      } else {
        const file = conflict.path?.slice(conflict.path.lastIndexOf('/') + 1);
        yield problem(statement.span, 'tasks', { name, here, done: conflict.done, file });
      }
    }
  },
});

function nameOf({ scope }: StatusConflict): string {
  if (scope.kind === 'task') return `\`${scope.task.name}\``;
  return scope.kind === 'plan' ? 'The plan' : scope.phase.name;
}
