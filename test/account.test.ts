import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Mention } from '../src/model/plan/reading.ts';
import type { Plan } from '../src/model/plan/plan.ts';
import { readings } from '../src/model/account/readings.ts';
import { evidenceOf } from '../src/model/account/evidence.ts';
import { readPlan } from '../src/model/read.ts';
import { tokenize } from '../src/model/language/tokens.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const corpus = join(root, '../shared/corpus');

function markdownUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

const fixtures = markdownUnder(join(root, 'fixtures'));
/** Real plans are long; every fifth of them is enough here. */
const real = existsSync(corpus) ? markdownUnder(corpus).filter((_, index) => index % 5 === 0) : [];

function planOf(text: string): Plan {
  const { plan } = readPlan(text);
  if (!plan) throw new Error('it was not read');
  return plan;
}

/** The percentages and boxes in lines that are neither indented as code nor in a fence: counted without the reader. */
function counted(text: string): { percent: number; box: number } {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of text.split('\n')) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined && mark) fence = mark;
    else if (fence !== undefined) fence = line.trim().startsWith(fence) ? undefined : fence;
    else lines.push(line);
  }
  const tokens = tokenize(lines.join('\n'), 0).filter(({ code }) => !code);
  const of = (kind: string) => tokens.filter((token) => token.kind === kind).length;
  return { percent: of('percent'), box: of('box') };
}

const all = ({ account }: Plan): readonly Mention[] => [...account.read, ...account.unread];

describe('the account', () => {
  it('has the box of a quote in an item once', () => {
    const states = all(planOf('+ > [X] plus\n- [ ] hidden work\n')).filter(({ kind }) => kind === 'state');
    expect(states.map(({ text }) => text).toSorted()).toEqual(['[ ]', '[X]']);
  });

  it('has every mention once, read by something or left for a reason', () => {
    const known = new Set(readings.map(({ id }) => id));
    const strange = new Set<string>();
    for (const file of [...fixtures, ...real]) {
      const { plan } = readPlan(readFileSync(file, 'utf8'), { path: file });
      if (!plan) continue;
      const places = all(plan).map(({ kind, span }) => `${kind} ${span.start}-${span.end}`);
      if (new Set(places).size !== places.length) strange.add(`${file}: a mention twice`);
      for (const { text, span, kind } of all(plan))
        if (span.end <= span.start || text === '') strange.add(`${file}: an empty ${kind}`);
      for (const { by } of [...plan.account.read, ...evidenceOf(plan)])
        if (!known.has(by.reading)) strange.add(`${by.reading} is no named reading`);
    }
    expect([...strange]).toEqual([]);
  }, 300_000);

  it('leaves out no percentage and no box that stands in plain text', () => {
    const wrong: string[] = [];
    for (const file of fixtures) {
      const text = readFileSync(file, 'utf8');
      if (/<!--|^---|^ {4}|^\t|\]\(|<[a-z]/m.test(text)) continue;
      const plan = planOf(text);
      const { percent, box } = counted(text);
      const mentions = all(plan);
      const percents = mentions.filter(({ kind }) => kind === 'percent').length;
      const boxes = mentions.filter(({ kind, text: written }) => kind === 'state' && /^[[［]/.test(written)).length;
      if (percents !== percent || boxes !== box)
        wrong.push(`${file}: ${percents} of ${percent} %, ${boxes} of ${box} boxes`);
    }
    expect(wrong).toEqual([]);
  });

  const harbour = `# Ferry

## Phase 1: Harbour

- [x] T001 Dredge
- [ ] T002 Mark the channel, wants T004
- [ ] T003 Paint, like T001
- [ ] T005 Print, independent of T004
- [ ] T004 Buoys (depends on T001)
`;

  it('does not say of a task that it can start now while its line names open work that was not read', () => {
    const plan = planOf(harbour);
    const left = plan.unread.map(({ kind, text, reason, task }) => ({ kind, text, reason, task: task?.id }));
    expect(left).toEqual([{ kind: 'id', text: 'T004', reason: 'title', task: 'T002' }]);
    expect([...plan.unsure].map(({ id }) => id)).toEqual(['T002']);
  });

  it('says by what a mention was read', () => {
    const { read } = planOf(harbour).account;
    expect(read.map(({ text, by }) => `${text} ${by.reading}`)).toContain('T001 need.bracket');
    expect(read.map(({ text, by }) => `${text} ${by.reading}`)).toContain('T004 task.checklist');
    expect(read.map(({ text, by }) => `${text} ${by.reading}`)).toContain('T004 need.apart');
  });

  it('takes what a sentence is about for read where its need was', () => {
    const plan = planOf(`${harbour}\nT002 depends on T001.\n\nT003 reminds me of T001.\n`);
    const left = plan.unread.filter(({ reason }) => reason === 'prose').map(({ text }) => text);
    expect(left).toEqual(['T003', 'T001']);
    expect(plan.account.read.map(({ text, by }) => `${text} ${by.reading}`)).toContain('T002 need.statement');
  });

  it('takes no letter for an id, and no week for a phase', () => {
    const plan = planOf('# Ferry\n\n## Phase 2: Mark\n\n- [ ] Task A: Buoys\n\nWeek 2 brings a barge.\n');
    expect(plan.unread).toEqual([]);
  });
});

describe('why a line declares no task', () => {
  const text = `# Ferry

## Phase 1: Harbour

- [ ] T001 Dredge
  - [ ] Hire the barge
- Mark the channel

### Completion Criteria

- [ ] Depth measured

## 2. Notes

Prose.

| Metric | Now |
| --- | --- |
| Depth | 4 m |

~~~md
- [ ] T002 Mark
~~~

<!-- T003 -->
`;
  const reasons = (line: number) =>
    planOf(text)
      .refusalsIn(line)
      .map(({ reason }) => reason);

  it.each([
    [3, 'phase'],
    [6, 'step'],
    [7, 'no-box'],
    [9, 'gate'],
    [11, 'purpose'],
    [13, 'weak-id'],
    [15, 'prose'],
    [19, 'columns'],
    [22, 'code'],
    [25, 'comment'],
  ])('line %i: %s', (line, reason) => {
    expect(reasons(line)).toEqual([reason]);
  });

  it('says nothing of a line that declares one, nor of a blank one', () => {
    expect([...reasons(5), ...reasons(2)]).toEqual([]);
  });
});
