import { defineRule, quote, type FileMention, type Plan } from '../src/rule.ts';

/** A task that is done left something behind; a file that is not there was not written, or is not called that. */
export default defineRule({
  id: 'no-missing-file',
  description:
    'Disallow done tasks whose files are not in the repository, and open ones that modify files it does not have',
  category: 'traceability',
  recommended: false,
  strict: 'warning',
  drafts: 'warning',
  fixable: null,
  asks: 'evidence',
  options: {},
  messages: {
    done: ({ name, path }: { name: string; path: string }) => `${quote(name)} is done, but \`${path}\` does not exist`,
    modify: ({ name, path }: { name: string; path: string }) =>
      `${quote(name)} modifies \`${path}\`, which does not exist`,
  },
  *check(plan, { problem }) {
    const written = new Set(plan.fileMentions.filter(({ verb }) => verb === 'create').map(({ path }) => path));
    const gone = new Set(plan.fileMentions.filter(({ verb }) => verb === 'delete').map(({ path }) => path));
    const told = new Set<string>();
    for (const mention of plan.fileMentions) {
      const { path, span, task, verb } = mention;
      const key = `${task.key} ${path}`;
      if (gone.has(path) || told.has(key) || !isMissing(plan, mention)) continue;
      const { name } = task;
      if (task.state === 'done') yield problem(span, 'done', { name, path }, { certainty: 'likely' });
      else if (task.state === 'open' && verb === 'modify' && !written.has(path))
        yield problem(span, 'modify', { name, path }, { certainty: 'likely' });
      else continue;
      told.add(key);
    }
  },
});

/** Whether a file is not there although the folder at the beginning of its path is: else the plan is about another repository. */
function isMissing({ files }: Plan, { path }: FileMention): boolean {
  const top = path.slice(0, path.indexOf('/'));
  return files.has(path) === false && files.has(top) === true;
}
