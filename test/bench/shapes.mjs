// Texts that grow in one way only, by which it shows what takes more than its share of time: `name: (n) => text`.

const lines = (n, line) => Array.from({ length: n }, (_, index) => line(index + 1)).join('\n');
const id = (n) => `T${String(n).padStart(4, '0')}`;
const tasks = (n) => lines(n, (i) => `- [ ] ${id(i)} Build part number ${i}`);

/** Every shape with its generator; n is the number of things that the name speaks of. */
export const shapes = {
  tasks: (n) => `# Plan\n\n${tasks(n)}\n`,
  'tasks in headings': (n) =>
    `# Plan\n\n${lines(n, (i) => `### Task ${i}: Build part ${i}\n\n**Effort**: 2 hours\n`)}\n`,
  'tasks in a table': (n) =>
    `# Plan\n\n| ID | Task | Depends on |\n| --- | --- | --- |\n${lines(n, (i) => `| ${id(i)} | Build part ${i} | ${i > 1 ? id(i - 1) : '-'} |`)}\n`,
  chain: (n) =>
    `# Plan\n\n${lines(n, (i) => `- [ ] ${id(i)} Build part ${i}\n  - Depends on: ${i > 1 ? id(i - 1) : 'none'}`)}\n`,
  'ten dependencies each': (n) =>
    `# Plan\n\n${lines(n, (i) => `- [ ] ${id(i)} Build part ${i}\n  - Depends on: ${Array.from({ length: Math.min(10, i - 1) }, (_, k) => id(i - 1 - k)).join(', ') || 'none'}`)}\n`,
  'unknown references': (n) =>
    `# Plan\n\n${lines(n, (i) => `- [ ] ${id(i)} Build part ${i}\n  - Depends on: X${String(i).padStart(4, '0')}`)}\n`,
  'one long cycle': (n) =>
    `# Plan\n\n${lines(n, (i) => `- [ ] ${id(i)} Build part ${i}\n  - Depends on: ${id(i > 1 ? i - 1 : n)}`)}\n`,
  'small cycles': (n) =>
    `# Plan\n\n${lines(n, (i) => `- [ ] ${id(i)} Build part ${i}\n  - Depends on: ${id(i % 2 === 1 ? i + 1 : i - 1)}`)}\n`,
  'ranges in prose': (n) => `# Plan\n\n${tasks(n)}\n\n${lines(n, (i) => `${id(i)} needs ${id(1)}-${id(i)}.\n`)}\n`,
  phases: (n) => `# Plan\n\n${lines(n, (i) => `## Phase ${i}: Part ${i}\n\n- [ ] Build part ${i}\n`)}\n`,
  'phases that need the one before': (n) =>
    `# Plan\n\n${lines(n, (i) => `## Phase ${i}: Part ${i}\n\n**Depends on**: Phase ${i - 1}\n\n- [ ] Build part ${i}\n`)}\n`,
  'phases that are done': (n) =>
    `# Plan\n\n${lines(n, (i) => `## Phase ${i}: Part ${i} ✅\n\n- [x] Build part ${i}\n`)}\n`,
  gates: (n) =>
    `# Plan\n\n${lines(n, (i) => `## Phase ${i}: Part ${i}\n\n- [ ] Build part ${i}\n\n### Exit criteria\n\n- [ ] It holds\n`)}\n`,
  'empty sections': (n) => `# Plan\n\n${lines(n, (i) => `## Section ${i}\n`)}\n`,
  'sections of one title': (n) => `# Plan\n\n${lines(n, () => '## Notes\n\nText.\n')}\n`,
  'duplicate ids': (n) => `# Plan\n\n${lines(n, (i) => `- [ ] T0001 Build part ${i}`)}\n`,
  'duplicate ids in headings': (n) => `# Plan\n\n${lines(n, (i) => `### Task 1: Build part ${i}\n`)}\n`,
  menus: (n) => `# Plan\n\n${lines(n, (i) => `- **Priority ${i}**: High / Medium / Low`)}\n`,
  placeholders: (n) => `# Plan\n\n${lines(n, (i) => `- **Owner ${i}**: [Owner Name]`)}\n`,
  dates: (n) => `# Plan\n\n${lines(n, (i) => `- **Due ${i}**: 2026-02-${String((i % 28) + 1).padStart(2, '0')}`)}\n`,
  'table rows': (n) => `# Plan\n\n| A | B |\n| --- | --- |\n${lines(n, (i) => `| a${i} | b |`)}\n`,
  'table columns': (n) => `# Plan\n\n|${' A |'.repeat(n)}\n|${' --- |'.repeat(n)}\n|${' b |'.repeat(n)}\n`,
  requirements: (n) =>
    `# Plan\n\n## Requirements\n\n${lines(n, (i) => `- **FR-${String(i).padStart(3, '0')}**: The system works`)}\n`,
  'directives in pairs': (n) =>
    `# Plan\n\n${lines(n, (i) => `<!-- planvet-disable no-placeholder -->\n\nText [Name] ${i}\n\n<!-- planvet-enable no-placeholder -->\n`)}\n`,
  'directives that are not used': (n) =>
    `# Plan\n\n${lines(n, (i) => `<!-- planvet-disable-next-line no-placeholder -->\n\nText ${i}\n`)}\n`,
  'link definitions': (n) => `# Plan\n\nText [a][l1].\n\n${lines(n, (i) => `[l${i}]: https://example.org/${i}`)}\n`,
  comments: (n) => `# Plan\n\n${lines(n, (i) => `<!-- note ${i} -->\n`)}\n`,
};
