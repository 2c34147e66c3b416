import { defineRule, listOf, quote } from '../src/rule.ts';

/** A requirement that no task is about is built by nobody. */
export default defineRule({
  id: 'require-requirement-coverage',
  description: 'Require a task for each requirement, where tasks say which ones they are for',
  category: 'traceability',
  recommended: false,
  strict: 'warning',
  drafts: 'warning',
  fixable: null,
  options: {},
  messages: {
    requirement: ({ name }: { name: string }) => `No task cites ${quote(name)}`,
    criteria: ({ name, criteria }: { name: string; criteria: readonly string[] }) =>
      `No task cites ${named(criteria)} of ${quote(name)}`,
  },
  *check(plan, { problem }) {
    for (const { requirement, criteria } of plan.uncitedRequirements) {
      const { name, nameSpan } = requirement;
      const related = criteria.map((criterion) => ({
        span: criterion.nameSpan,
        message: `no task cites ${quote(criterion.name)}`,
      }));
      if (criteria.length === 0) yield problem(nameSpan, 'requirement', { name });
      else
        yield problem(
          nameSpan,
          'criteria',
          { name, criteria: criteria.map((criterion) => criterion.name) },
          { related },
        );
    }
  },
});

function named(criteria: readonly string[]): string {
  const names = criteria.map((name) => quote(name, 30));
  return listOf(names.length > 6 ? [...names.slice(0, 5), `${names.length - 5} more`] : names);
}
