import { expect, test } from 'vitest';
import { readStatements } from '../src/model/language/clauses.ts';
import { scanNames } from '../src/model/language/names.ts';
import { tokenize } from '../src/model/language/tokens.ts';
import { vocabulary } from '../src/model/language/words.ts';

/*
 * What sentences say of the ids in them: `A needs B` (`needs*` where B need only have begun), `A needed-by B`, `A apart B` where a
 * relation is named and neither holds, `A together`; chains of arrows with `->`. A number behind the relation counts the words
 * that stand between.
 */
const sentences: readonly (readonly [text: string, said: string])[] = [
  ['T002 depends on T001', 'T002 needs T001'],
  ['T002 and T003 can run in parallel after T001 begins.', 'T002,T003 together; T002,T003 needs* T001'],
  ['T002 and T003 in parallel (jars, after T001 fruit)', 'T002,T003 together; T002,T003 needs T001'],
  ['**US3 (P3)**: Starts after US1 and remains independent from US2', 'US3 needs US1; US3 apart US2'],
  ['**Phase 1**: T001 first (if somebody helps)\n**Phase 2**: T004 depends on T003', 'T004 needs T003'],
  ['If T003 blocks T004, T005 needs T006', 'T003 apart T004; T005 apart T006'],
  ['T003 depends on T001, and T003 must complete before T004', 'T003 needs T001; T003 needed-by T004'],
  ['T003 depends on T001, T002 depends on T001', 'T003 needs T001; T002 needs T001'],
  ['T003 depends on T001 and blocks T004', 'T003 needs T001; T003 needed-by T004'],
  ['T004 must not start before T003 is done', 'T004 needs T003'],
  ['T005 can run before T006', 'T005 apart T006'],
  ['T005 may depend on T006', 'T005 apart T006'],
  ['T006 does not depend on T005', 'T006 apart T005'],
  ['T007 no longer needs T005', 'T007 apart T005'],
  ['T008 requires no T005', 'T008 apart T005'],
  ['Does T008 depend on T005?', ''],
  ['T008 is similar to T005', 'T008 apart T005'],
  ['After T001 completes, T002 and T003 can start', 'T002,T003 needs T001'],
  ['After T001, T002 and T003 can start', 'T002,T003 needs T001'],
  ['Once T001 is done, start T002', 'T002 needs T001'],
  ['Before T002, finish T001', 'T001 needed-by T002'],
  ['Tests (T004-T007) before implementation (T008-T014)', 'T004..T007 needed-by 1 T008..T014'],
  ['Phase 2 tasks (T005–T011) depend on T001', 'T005..T011 needs T001'],
  ['Task 4 requires Tasks 1, 2 and 3 to be complete', '4 needs 1,2,3'],
  ['- **Blocked-by**: T001', ' needs T001'],
  ['T002 (prerequisites: T001)', 'T002 needs T001'],
  ['T002 waits until T001 is done', 'T002 needs T001'],
  ['T002 starts when T001 is done', 'T002 needs T001'],
  ['T002 breaks when T001 runs', 'T002 apart 1 T001'],
  ['T001 → T002 (x) → T003-T005', 'T001->T002->T003..T005'],
  ['Phase 0: T001 → T002,T003 → T005', 'T001->T002,T003->T005'],
  ['[T001, T002] → T003', 'T001,T002->T003'],
  ['T003 ← T002', 'T002->T003'],
  ['T002 kann erst nach T001 beginnen', 'T002 needs T001'],
  ['T003 hängt von T001 und T002 ab', 'T003 needs T001,T002'],
  ['T002 depende de T001 y bloquea T004', 'T002 needs T001; T002 needed-by T004'],
  ["T002 ne peut commencer qu'après T001", 'T002 needs T001'],
  ['T002 só pode começar após T001', 'T002 needs T001'],
  ['T002 зависит от T001', 'T002 needs T001'],
  ['T002 phụ thuộc vào T001', 'T002 needs T001'],
  ['T003依赖T001和T002', 'T003 needs T001,T002'],
  ['任务4必须在任务3完成后开始', '4 needs 3'],
  ['T002はT001に依存する', 'T002 needs T001'],
  ['T002는 T001 완료 후 시작', 'T002 needs T001'],
];

test.each(sentences)('%s', (text, said) => {
  const tokens = tokenize(text, 0);
  const names = scanNames(tokens, { vocabulary });
  const things = names.map(({ id, last, span }) => ({ ...span, text: last ? `${id.value}..${last.value}` : id.value }));
  const list = (members: readonly { readonly text: string }[]) => members.map((thing) => thing.text).join(',');
  const { clauses, chains } = readStatements(tokens, things, vocabulary.relations);
  const read = clauses.map(({ subjects, relation, begun, objectGap, gap, objects }) =>
    [
      list(subjects),
      relation + (begun ? '*' : ''),
      ...(relation === 'together'
        ? []
        : [...(gap + objectGap > 0 && !text.includes('jars') ? [String(gap + objectGap)] : []), list(objects)]),
    ].join(' '),
  );
  expect([...read, ...chains.map((chain) => chain.map(list).join('->'))].join('; ')).toBe(said);
});

test('a list of thousands of ids is read once', () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => `T${i + 1}`).join(', ');
  const tokens = tokenize(`T0 depends on ${ids}`, 0);
  const things = scanNames(tokens, { vocabulary }).map(({ span }) => span);
  const { clauses } = readStatements(tokens, things, vocabulary.relations);
  expect(clauses.map(({ objects }) => objects.length)).toEqual([20_000]);
});
