import {
  allOf,
  contains,
  defineRule,
  factAt,
  listOf,
  quote,
  quoteValue,
  type Fact,
  type State,
  type StatusConflict,
} from '../src/rule.ts';

/** A status that was never updated hides how far the work is. */
export default defineRule({
  id: 'no-contradictory-status',
  description: 'Disallow statuses that another status or the finished tasks contradict',
  category: 'claims',
  recommended: 'warning',
  strict: 'warning',
  drafts: 'warning',
  fixable: null,
  asks: 'evidence',
  options: {},
  messages: {
    statement: ({ name, here, there, line }: { name: string; here: string; there: string; line: number }) =>
      `${name} is ${quoteValue(here)} here, but ${quoteValue(there)} in line ${line}`,
    tasks: ({ name, here, done, file }: { name: string; here: string; done: number; file: string | undefined }) =>
      `${name} is ${quoteValue(here)}, but ${done === 1 ? 'the only task' : `${allOf(done)} tasks`}` +
      `${file === undefined ? '' : ` in \`${file}\``} ${done === 1 ? 'is' : 'are'} done`,
    copies: ({ title, count, here, others }: { title: string; count: number; here: string; others: string[] }) =>
      `${quote(title)} is in the plan ${count === 2 ? 'twice' : `${count} times`}: ${here} here, ${listOf(others)}`,
  },
  *check({ source, statusConflicts }, { problem }) {
    for (const conflict of statusConflicts) {
      const { statement } = conflict;
      const name = nameOf(conflict);
      const here = statement.value;
      if (conflict.kind === 'statement') {
        const { other } = conflict;
        const related = [{ span: other.span, message: `${name} is ${quoteValue(other.value)} here` }];
        const line = source.lineAt(other.span.start);
        yield problem(
          statement.span,
          'statement',
          { name, here, there: other.value, line },
          { related, facts: marksOf(conflict) },
        );
      } else if (conflict.kind === 'copies') {
        const others = conflict.others.map(
          ({ heading, state }) => `${said(state)} in line ${source.lineAt(heading.span.start)}`,
        );
        const related = conflict.others.map(({ heading, state }) => ({
          span: heading.span,
          message: `It is ${said(state)} here`,
        }));
        const data = { title: here, count: others.length + 1, here: said(conflict.state), others };
        yield problem(statement.span, 'copies', data, { related });
      } else {
        const file = conflict.path?.slice(conflict.path.lastIndexOf('/') + 1);
        yield problem(statement.span, 'tasks', { name, here, done: conflict.done, file });
      }
    }
  },
});

/** Of a document that is one task the statements are marks of it. */
function marksOf(conflict: StatusConflict): Fact[] {
  if (conflict.scope.kind !== 'task' || conflict.kind !== 'statement') return [];
  const places = [conflict.statement.span, conflict.other.span];
  const marks = conflict.scope.task.marks.filter(({ span }) =>
    places.some((place) => contains(place, span) || contains(span, place)),
  );
  return marks.map(({ span }) => factAt('mark', span.start));
}

function said(state: State): string {
  return state === 'in-progress' ? 'in progress' : state;
}

function nameOf({ scope }: StatusConflict): string {
  if (scope.kind === 'task') return quote(scope.task.name);
  return scope.kind === 'plan' ? 'The plan' : scope.phase.name;
}
