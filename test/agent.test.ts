import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintText } from '../src/index.ts';
import type { LintResult } from '../src/engine/finding.ts';
import { lintDocument } from '../src/engine/lint.ts';
import { readPlan } from '../src/model/read.ts';
import { agent, agentReport, type AgentReport } from '../src/report/agent.ts';
import { plain } from '../src/report/paint.ts';
import type { Asks, ProblemDetails, Rule } from '../src/rule.ts';
import { safeFix, suggest } from '../src/problem.ts';
import { planCase, planCases, planted } from './cases.ts';
import { Folder } from './called.ts';
import { shoutingRule } from './shouting.ts';

/** Linted with one rule that points at every `!word`; `!!word` is likely. */
function linted(
  text: string,
  details: (text: string) => ProblemDetails = () => ({}),
  { asks, path = 'docs/plan.md' }: { asks?: Asks; path?: string } = {},
): LintResult & { readonly rule: Rule } {
  const shouting = shoutingRule(details, asks);
  return { rule: shouting, ...lintText(text, { plugins: [shouting], only: ['no-shouting'], path }) };
}

const write = (results: readonly (LintResult & { readonly rule?: Rule })[]) => {
  const pluginRules = results.flatMap(({ rule }) => rule ?? []);
  return agent(results, { paint: plain, width: 80, stats: false, pluginRules });
};
const report = (results: Parameters<typeof write>[0]) => JSON.parse(write(results)) as AgentReport;

describe('the format agent', () => {
  it('says what, why, where and which edit, on one line', () => {
    const text = '\ufeff# Plan\r\n\r\nDo it !now\r\nDo it\r\nDo it\r\n';
    const result = linted(text, (stripped) => ({
      related: [
        { span: { start: 2, end: stripped.indexOf('\r') }, message: 'here' },
        { span: { start: 0, end: 1 }, message: 'there', path: 'docs/other.md' },
      ],
      fixes: [
        {
          title: 'Say it twice',
          safe: false,
          edits: [
            { span: { start: 22, end: 22 }, text: 'Now. ' },
            { span: { start: 29, end: 29 }, text: 'Then. ' },
          ],
        },
      ],
    }));
    expect(write([result])).toMatch(/^[^\n]*\n$/);
    expect(report([result, linted('fine')])).toEqual({
      errors: 1,
      warnings: 0,
      left: 0,
      never: expect.arrayContaining(['tick', 'untick', 'drop-gate-item', 'invent-owner']),
      groups: [
        {
          file: 'docs/plan.md',
          rule: 'no-shouting',
          cause: 'loud',
          why: 'Disallow shouting. More: planvet explain no-shouting',
          needs: 'tool',
          asks: null,
          findings: [
            {
              line: 3,
              column: 7,
              severity: 'error',
              certainty: 'certain',
              message: '`!now` is too loud',
              quote: '!now',
              related: [
                { line: 1, message: 'here' },
                { file: 'docs/other.md', message: 'there' },
              ],
              fix: {
                title: 'Say it twice',
                safe: false,
                edits: [
                  {
                    line: 4,
                    range: [22, 29],
                    text: 'Now. Do it\r\nThen. ',
                    old: 'Do it\r\nDo it',
                    new: 'Now. Do it\r\nThen. Do it',
                  },
                ],
              },
            },
          ],
        },
      ],
    });
  });

  it('leaves to people what only they can say, with what they can choose from', () => {
    const span = { start: 0, end: 2 };
    const [one, two] = [suggest('Say a', span, 'a'), suggest('Say b', span, 'b')];
    const remedy = (fixes: ProblemDetails['fixes'], asks?: Asks) => {
      const [group] = report([linted('!a', () => ({ fixes: fixes ?? [] }), asks ? { asks } : {})]).groups;
      const [finding] = group?.findings ?? [];
      return [group?.needs, group?.asks, finding?.fix?.title, finding?.candidates?.map(({ title }) => title)];
    };
    expect(remedy([])).toEqual(['human', 'decision', undefined, undefined]);
    expect(remedy([one])).toEqual(['tool', null, 'Say a', undefined]);
    expect(remedy([one, two])).toEqual(['human', 'decision', undefined, ['Say a', 'Say b']]);
    expect(remedy([one], 'evidence')).toEqual(['human', 'evidence', undefined, ['Say a']]);
    expect(remedy([one, safeFix('Hush', span, 'a')], 'content')).toEqual(['tool', null, 'Hush', undefined]);
  });

  it('puts findings with one cause together, the worst group first', () => {
    const soft = linted('!!a\n!!b\n', undefined, { path: 'a.md' });
    const loud = linted('!c\n!!d\n', undefined, { path: 'b.md' });
    const all = report([soft, loud]).groups.map(({ file, findings }) => [file, findings.map(({ quote }) => quote)]);
    expect(all).toEqual([
      ['b.md', ['!c', '!!d']],
      ['a.md', ['!!a', '!!b']],
    ]);
    const few = agentReport([soft, loud], { maxFindings: 3 });
    expect(few).toMatchObject({ errors: 1, warnings: 3, left: 1 });
    expect(few.groups.map(({ findings }) => findings.length)).toEqual([2, 1]);
  });

  it('asks for the owner, the date or the estimate that nobody filled in', () => {
    const text = `# Shed

- [ ] **Task 1: Saw**
  - **Owner**: [Name]
- [ ] **Task 2: Sand**
  - **Due**: YYYY-MM-DD
- [ ] **Task 3: Oil the [Thing To Oil]**
`;
    const { groups } = report([lintText(text, { only: ['no-placeholder'] })]);
    expect(groups.map(({ asks, findings }) => [asks, findings.map(({ line }) => line)])).toEqual([
      ['owner', [4]],
      ['date', [6]],
      ['content', [7]],
    ]);
  });

  it('names all ids that may be meant where one is as near as another', () => {
    const text = '# Shed\n\n- [ ] T106 Saw\n- [ ] T108 Sand\n- [ ] T120 Oil (depends on T107)\n';
    const [group] = report([lintText(text, { only: ['no-unknown-dependency'] })]).groups;
    expect(group).toMatchObject({ needs: 'human', asks: 'decision' });
    expect(group?.findings[0]?.candidates?.map(({ edits: [edit] }) => edit?.new)).toEqual([
      '- [ ] T120 Oil (depends on T106)',
      '- [ ] T120 Oil (depends on T108)',
    ]);
  });

  it('is nothing but counts where nothing is found', () => {
    expect(report([])).toMatchObject({ errors: 0, warnings: 0, left: 0, groups: [] });
  });

  it('tells no more than --max-findings, which no other format has', async () => {
    const folder = new Folder().put('plan.md', '# Shed\n\n- [ ] T1 Saw [Name]\n- [ ] T2 Sand (depends on T9)\n');
    const { out } = await folder.planvet(['plan.md', '--format', 'agent', '--max-findings', '1']);
    expect(JSON.parse(out)).toMatchObject({ errors: 2, left: 1, groups: [{ findings: [{}] }] });
    const { code, said } = await folder.planvet(['plan.md', '--max-findings', '1']);
    expect([code, said]).toEqual([
      2,
      ['planvet: --max-findings is about --format agent; no other format leaves findings out'],
    ]);
    folder.remove();
  });
});

/** An agent that does nothing but what it is told, and only what is told exactly. */
function obey(text: string, { groups }: AgentReport): string {
  const fixes = groups.flatMap(({ needs, findings }) =>
    needs === 'tool' ? findings.flatMap(({ fix }) => fix ?? []) : [],
  );
  return fixes.reduce((changed, { edits }) => {
    // What another edit has changed meanwhile is looked at again in the next round.
    if (!edits.every(({ old }) => changed.split(old).length === 2)) return changed;
    return edits.reduce((before, edit) => before.replace(edit.old, () => edit.new), changed);
  }, text);
}

/** What nobody but a person may change. */
function heldBy(text: string) {
  const { plan } = readPlan(text);
  if (!plan) throw new Error('not read');
  const owners = plan.fields.filter(({ role }) => role === 'owner').map(({ value }) => value.value);
  return {
    ticks: plan.boxes.filter(({ state }) => state === 'done').map(({ words }) => words),
    // Text that was decoded with the wrong charset may be mended.
    gateItems: plan.gates.flatMap(({ items }) => items.map(({ title }) => title.value.replace(/[^\x20-\x7e]+/g, '?'))),
    owners: owners.toSorted(),
    tasks: plan.tasks.map(({ title }) => title.value),
    directives: plan.directives.length,
  };
}

/**
 * Two defects that hide each other take a round more: where ids are there twice or go round in a circle, other findings wait
 * until that is mended.
 */
const hiding = /^no-(?:duplicate-task-id|cyclic-dependency) /;

describe('an agent that has nothing but that', () => {
  it.each([
    'delivery-parcel-lockers',
    'program-vaccination-reminders',
    'architecture-tide-tables',
    'breakdown-tool-library',
    'checklist-season-passes',
  ])('mends all that is planted in %s and needs nobody, in two rounds', (name) => {
    const { document, settings } = planCase(name);
    let damaged = document.text;
    const own = planted.filter(({ plan, finding }) => plan === name && finding !== undefined && !hiding.test(finding));
    for (const { edits } of own) {
      // What another defect stands in is left out.
      if (!edits.every(([from]) => damaged.split(from).length === 2)) continue;
      for (const [from, to] of edits) damaged = damaged.replace(from, () => to.replace('‸', ''));
    }
    const look = (text: string) => agentReport([lintDocument({ ...document, text }, settings)], {});
    const count = ({ groups }: AgentReport, needs: 'human' | 'tool') =>
      groups.filter((group) => group.needs === needs).reduce((all, { findings }) => all + findings.length, 0);
    const first = look(damaged);
    expect(count(first, 'tool')).toBeGreaterThan(0);
    expect(count(first, 'human')).toBeGreaterThan(0);
    const once = obey(damaged, first);
    const mended = obey(once, look(once));
    const last = look(mended);
    expect(last.groups.filter(({ needs }) => needs === 'tool')).toEqual([]);
    // What has to be asked is still there to be asked, and nothing besides.
    const questions = ({ groups }: AgentReport) =>
      groups
        .filter(({ needs }) => needs === 'human')
        .flatMap(({ rule, findings }) => findings.map(({ quote }) => `${rule} ${quote}`));
    expect(questions(last)).toEqual(questions(first));
    expect(heldBy(mended)).toEqual(heldBy(damaged));
  });

  it('is told of no fix that ticks, takes a task or an item of a gate away, or names an owner', () => {
    const wrong = planCases().flatMap(({ name, document, settings }) => {
      if (!name.includes('defect')) return [];
      const { text } = document;
      const fixed = obey(text, agentReport([lintDocument(document, settings)], {}));
      if (fixed === text) return [];
      const [before, after] = [heldBy(text), heldBy(fixed)];
      const isHeld =
        after.ticks.length <= before.ticks.length &&
        before.gateItems.length <= after.gateItems.length &&
        before.tasks.length <= after.tasks.length &&
        after.owners.join('\n') === before.owners.join('\n') &&
        after.directives <= before.directives;
      return isHeld ? [] : [name];
    });
    expect(wrong).toEqual([]);
  });
});

describe('docs/agents.md', () => {
  const page = readFileSync(new URL('../docs/agents.md', import.meta.url), 'utf8');

  it('explains all that is data', () => {
    const { never } = report([]);
    const words = [...never, 'evidence', 'decision', 'content', 'owner', 'date', 'estimate', 'tool', 'human'];
    expect(words.filter((word) => !page.includes(`\`${word}\``))).toEqual([]);
  });
});
