import { defineRule, factAt, quote, type Fact, type Plan, type Section } from '../src/rule.ts';

/** Of two sections with one name only one is kept up to date. */
export default defineRule({
  id: 'no-duplicate-section',
  description: 'Disallow the same heading twice under one heading',
  category: 'sections',
  recommended: false,
  strict: 'warning',
  drafts: 'warning',
  fixable: null,
  options: {},
  messages: {
    twice: ({ title, under, line }: { title: string; under: string | undefined; line: number }) =>
      `${quote(title)} is ${under ? `in ${quote(under)} already, ` : 'there already, '}in line ${line}`,
    pasted: ({ first, last, count, line }: { first: string; last: string; count: number; line: number }) =>
      `The ${count} sections from ${quote(first, 40)} to ${quote(last, 40)} are there already, from line ${line} on`,
  },
  *check(plan, { problem }) {
    for (const block of blocks(repeatedSections(plan))) {
      const [head, last] = [block[0], block.at(-1)];
      if (!head || !last) continue;
      const related = [{ span: head.first.titleSpan, message: `${quote(head.first.title)} is here first` }];
      const { title, titleSpan, parent } = head.second;
      const data = { first: title, last: last.second.title, count: block.length, line: lineOf(plan, head) };
      if (block.length >= 3)
        yield problem(titleSpan, 'pasted', data, { related, facts: block.flatMap((pair) => factsOf(plan, pair)) });
      else {
        for (const { first, second } of block) {
          const there = [{ span: first.titleSpan, message: `${quote(first.title)} is here first` }];
          const under = parent && parent.depth > 1 ? parent.title : undefined;
          const again = { title: second.title, under, line: lineOf(plan, { first }) };
          yield problem(second.titleSpan, 'twice', again, { related: there, facts: factsOf(plan, { second }) });
        }
      }
    }
  },
});

interface Pair {
  readonly first: Section;
  readonly second: Section;
}

/** A requirement that is there twice may be told as such. */
function factsOf({ duplicateRequirements }: Plan, { second }: Pick<Pair, 'second'>): Fact[] {
  const same = duplicateRequirements.filter((pair) => pair.second.section === second);
  return same.map(() => factAt('duplicate', second.titleSpan.start));
}

function lineOf({ source }: Plan, { first }: Pick<Pair, 'first'>): number {
  return source.lineAt(first.titleSpan.start);
}

/** Twice under one parent; three times is a pattern. Tasks and phases are the business of other rules. */
function repeatedSections({ root, sections, tasks, phases }: Plan): Pair[] {
  const declared = new Set<Section>([
    ...tasks.filter(({ dialect }) => dialect === 'heading').map(({ section }) => section),
    ...phases.map(({ section }) => section),
  ]);
  return [root, ...sections].flatMap(({ children }) =>
    children.flatMap((second, index): Pair[] => {
      const same = children.filter((other) => other.key === second.key && other.number === second.number);
      const [first] = same;
      if (!first || first === second || same.length > 2 || second.key === '' || declared.has(second)) return [];
      // "Files" behind Task 1 and again behind Task 2, all at one depth.
      const between = children.slice(children.indexOf(first), index);
      return between.some((section) => declared.has(section)) ? [] : [{ first, second }];
    }),
  );
}

/** Pairs that follow each other in both places belong together. */
function blocks(pairs: readonly Pair[]): Pair[][] {
  const found: Pair[][] = [];
  for (const pair of pairs) {
    const before = found.at(-1)?.at(-1);
    const follows = before && follow(before.first, pair.first) && follow(before.second, pair.second);
    if (follows) found.at(-1)?.push(pair);
    else found.push([pair]);
  }
  return found;
}

function follow(section: Section, next: Section): boolean {
  return section.parent === next.parent && section.span.end === next.headingSpan.start;
}
