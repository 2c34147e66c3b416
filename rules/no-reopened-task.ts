import { defineRule, quote, type Task } from '../src/rule.ts';

/** What was done and is not any more is news to everybody who built on it. */
export default defineRule({
  id: 'no-reopened-task',
  description: 'Disallow opening done tasks again without a word why',
  category: 'changes',
  recommended: 'warning',
  strict: 'warning',
  drafts: 'warning',
  fixable: null,
  asks: 'evidence',
  options: {},
  messages: {
    reopened: ({ name, state }: { name: string; state: 'open' | 'in progress' }) =>
      `${quote(name)} was done and is ${state} again, and nothing says why`,
  },
  *check({ change }, { problem }) {
    const reopened = (change?.pairs ?? []).filter(({ before, now }) => before.state === 'done' && isOpen(now));
    for (const { before, now } of reopened) {
      // What is said of its parts is not said again of the whole.
      const byParts = reopened.some((other) => other.now.parent === now);
      if (byParts || !isStated(before) || !isStated(now) || change?.isExplained(now)) continue;
      const state = now.state === 'open' ? 'open' : 'in progress';
      yield problem(now.nameSpan, 'reopened', { name: now.name, state });
    }
  },
});

function isOpen({ state }: Task): boolean {
  return state === 'open' || state === 'in-progress';
}

/** Whether the author says how far a task is, rather than its parts. */
function isStated({ marks }: Task): boolean {
  return marks.some(({ by, inferred }) => by !== 'steps' && by !== 'sub-tasks' && by !== 'acceptance' && !inferred);
}
