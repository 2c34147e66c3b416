import { defineRule, quote, quoteValue, safeFix } from '../src/rule.ts';

/** What Markdown takes for code or prose is no task, no phase and no requirement, and nobody is told. */
export default defineRule({
  id: 'no-unreadable-structure',
  description: 'Disallow headings and task lists that Markdown does not read as such',
  category: 'tasks',
  recommended: 'warning',
  strict: 'warning',
  drafts: 'warning',
  fixable: 'safe',
  options: {},
  messages: {
    'unclosed-fence': ({ first, count }: Swallowed) => `This fence is closed nowhere, so ${things(first, count)} code`,
    'nested-fence': ({ first, count, line }: Swallowed & { line: number }) =>
      `This fence is closed by one inside it, so from line ${line} on ${things(first, count)} code; more marks at the outer fence keep them apart`,
    'heading-space': ({ first }: { first: string }) =>
      `${quoteValue(first)} is no heading; it needs a space behind its \`#\``,
    requirement: ({ first }: { first: string }) =>
      `OpenSpec does not read this heading; it has to begin with \`${first}\``,
    'no-boxes': ({ first, count, like }: { first: string; count: number; like: string }) =>
      `${quote(first)} and ${count === 2 ? 'one more item' : `${count - 1} more items`} of this list have no boxes, so nobody can tick them; ${quote(like)} has one`,
  },
  *check({ unreadable, source }, { problem }) {
    for (const { kind, span, first, count, other } of unreadable) {
      switch (kind) {
        case 'unclosed-fence':
          yield problem(span, kind, { first, count });
          break;
        case 'nested-fence':
          yield problem(span, kind, { first, count, line: source.lineAt(other?.start ?? span.start) });
          break;
        case 'heading-space':
          yield problem(
            span,
            kind,
            { first },
            { fixes: [{ ...safeFix('Insert a space', { start: span.end, end: span.end }, ' '), reveals: true }] },
          );
          break;
        case 'requirement':
          yield problem(span, kind, { first });
          break;
        case 'no-boxes':
          yield problem(span, kind, { first, count, like: other ? source.slice(other) : '' }, { certainty: 'likely' });
      }
    }
  },
});

interface Swallowed {
  readonly first: string;
  readonly count: number;
}

function things(first: string, count: number): string {
  const more = count === 2 ? ' and one more line like it are' : ` and ${count - 1} more lines like it are`;
  return `${quoteValue(first)}${count === 1 ? ' is' : more}`;
}
