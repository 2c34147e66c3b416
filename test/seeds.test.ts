import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { builtInTemplates, deriveTemplate, lintText, readPlan } from '../src/index.ts';
import type { BoxKind, Edge, Finding, LintResult, Plan, Reference, Span, Task } from '../src/index.ts';

/*
 * The seed templates, each read as its own template, against what was counted in them by script and checked by eye. They are not
 * part of the repository: they lie in `../shared`, or where PLANVET_SHARED says.
 */

const shared = process.env['PLANVET_SHARED'] ?? fileURLToPath(new URL('../../shared', import.meta.url));
const factsFile = join(shared, 'design/seed-facts.json');
const present = existsSync(factsFile);
if (!present)
  console.log(`seeds.test.ts: skipped, there is no ${factsFile}; set PLANVET_SHARED to the folder that has it`);
const seeds = present ? (JSON.parse(readFileSync(factsFile, 'utf8')) as { seeds: Facts[] }).seeds : [];

/** What is in a seed. Lines are 1-based; `text` is as written. */
interface Facts {
  readonly seed: string;
  readonly file: string;
  readonly template: string;
  readonly placeholders: {
    readonly total: number;
    readonly inCode: number;
    readonly distinct: readonly string[];
    readonly list: readonly { readonly text: string; readonly lines: readonly number[]; readonly in: string }[];
  };
  readonly notPlaceholders: readonly Mention[];
  readonly choices: readonly Mention[];
  readonly mojibake: readonly (Mention & { readonly meant: string })[];
  readonly wrongClaims: readonly (Mention & { readonly stated: number; readonly truth: number })[];
  readonly rightClaims: readonly Mention[];
  readonly nameDependencies: readonly (Mention & {
    readonly resolvesTo: readonly {
      readonly name: string;
      readonly kind: 'task' | 'section';
      readonly line: number;
      readonly or?: number;
      readonly tasks?: readonly number[];
    }[];
  })[];
  readonly noneDependencies?: readonly number[];
  readonly placeholderDependencies?: readonly number[];
  readonly weakStandIns?: readonly Mention[];
  readonly gates: readonly (Mention & {
    readonly scope: string;
    readonly open: number;
    readonly items: readonly number[];
  })[];
  readonly tasks: readonly (Mention & {
    readonly id?: string;
    readonly label?: string;
    readonly title?: string;
    readonly scope?: string;
    readonly phase?: string;
    readonly kind?: 'box' | 'row';
    readonly steps?: number;
    readonly hours?: number;
  })[];
  readonly edges?: readonly { readonly from: string; readonly to: string; readonly line: number }[];
  readonly riskTasks?: readonly Mention[];
  readonly prerequisites?: readonly (Mention & { readonly requiredFor: readonly string[] })[];
  readonly boxes?: Readonly<Record<'total' | 'labelled' | 'gateItems' | 'questions' | 'nested' | 'plain', number>>;
}

interface Mention {
  readonly text: string;
  readonly line: number;
}

/** Two lists that were put together from different ends are the same if they are the same when sorted. */
function sorted<T>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

describe.runIf(present)('the seed templates', () => {
  describe.each(seeds)('$seed ($template)', (facts) => {
    const text = readFileSync(join(shared, 'seed-templates', facts.file), 'utf8');
    const lines = text.split('\n');
    const template = deriveTemplate(facts.file, text);
    const plan = planOf(text);
    const line = (span: Span) => plan.source.lineAt(span.start);
    const mention = ({ span }: { readonly span: Span }): Mention => ({
      text: plan.source.slice(span),
      line: line(span),
    });
    const places = (mentions: readonly Mention[]) =>
      sorted(mentions.map((item) => ({ text: item.text, line: item.line })));

    const blankOff = lintText(text, { template, rules: { 'no-blank-template': 'off' } });
    const found = (rule: string) => blankOff.findings.filter(({ ruleId }) => ruleId === rule);
    const written = (findings: readonly Finding[]) => places(findings.map(mention));

    function planOf(source: string): Plan {
      const reading = readPlan(source, { template: { template, how: 'option' } });
      if (!reading.plan) throw new Error('the seed was not read');
      return reading.plan;
    }

    /** Each placeholder of the facts as often as it stands there. */
    const placeholders: Mention[] = facts.placeholders.list.flatMap((item) =>
      item.lines.map((at) => ({ text: item.text, line: at })),
    );
    const weak = facts.weakStandIns ?? [];

    test('the facts agree with themselves', () => {
      expect(placeholders).toHaveLength(facts.placeholders.total);
      for (const item of [...placeholders, ...facts.choices, ...facts.notPlaceholders])
        expect(lines[item.line - 1]).toContain(item.text);
    });

    test('placeholders, each at its place', () => {
      expect(places(plan.placeholders.map(mention))).toEqual(places([...placeholders, ...weak]));
      const inCode = plan.placeholders.filter((placeholder) => placeholder.inCode);
      expect(inCode).toHaveLength(facts.placeholders.inCode);
      // Those of one slot are one finding that has all their places.
      const everywhere = found('no-placeholder').flatMap((finding) => [finding, ...finding.related]);
      expect(places(everywhere.map(mention))).toEqual(places([...placeholders, ...weak]));
    });

    test('placeholders that the template has are certain, stand-ins are likely', () => {
      const likely = plan.placeholders.filter(({ certainty }) => certainty === 'likely');
      expect(places(likely.map(mention))).toEqual(places(weak));
    });

    test('id lists and boxes are no placeholders', () => {
      const texts = new Set(plan.placeholders.map((item) => JSON.stringify(mention(item))));
      for (const item of facts.notPlaceholders)
        expect(texts).not.toContain(JSON.stringify({ text: item.text, line: item.line }));
    });

    test('menus', () => {
      expect(places(plan.menus.map(mention))).toEqual(places(facts.choices));
      expect(written(found('no-undecided-choice'))).toEqual(places(facts.choices));
    });

    test('mojibake', () => {
      expect(plan.mojibake.map((item) => ({ ...mention(item), meant: item.meant }))).toEqual(facts.mojibake);
      expect(written(found('no-mojibake'))).toEqual(places(facts.mojibake));
    });

    test('tasks with their lines, ids and titles', () => {
      // In seed 001 the 28 boxes without a label are plain tasks besides the labelled ones that the facts list.
      const isPlain = (task: Task) => task.dialect === 'plain' && facts.boxes !== undefined;
      expect(plan.tasks.filter(isPlain)).toHaveLength(facts.boxes?.plain ?? 0);
      const tasks = plan.tasks.filter((task) => !isPlain(task));
      expect(tasks.map((task) => ({ line: line(task.nameSpan), id: task.id, title: task.title.value }))).toEqual(
        facts.tasks.map((task) => ({
          line: task.line,
          id: task.id,
          title: task.title ?? task.text.replace(/^#+ \w+ [\d.]+: /, ''),
        })),
      );
    });

    const taskAt = (at: number) => plan.tasks.find((task) => line(task.nameSpan) === at);

    test('phases, dialects and groups of tasks', () => {
      const dialect = (fact: Facts['tasks'][number]) =>
        fact.kind === 'row' ? 'table' : fact.kind === 'box' ? 'plain' : fact.label && 'labelled';
      const wanted = facts.tasks.map((fact) => ({
        line: fact.line,
        phase: fact.phase,
        dialect: dialect(fact),
        group: fact.scope,
      }));
      const read = facts.tasks.map((fact) => ({
        line: fact.line,
        phase: fact.phase && taskAt(fact.line)?.phase?.id,
        dialect: dialect(fact) && taskAt(fact.line)?.dialect,
        group: headingsAbove(taskAt(fact.line)).find((heading) => heading === fact.scope),
      }));
      expect(read).toEqual(wanted);
    });

    function headingsAbove(task: Task | undefined): string[] {
      const headings: string[] = [];
      for (let section = task?.section; section?.parent; section = section.parent)
        headings.push(plan.source.slice(section.headingSpan).replace(/^#+ /, ''));
      return headings;
    }

    test('steps and hours', () => {
      const wanted = facts.tasks.map(({ steps, hours }) => ({ steps, least: hours, most: hours }));
      const read = facts.tasks.map((fact) => ({
        steps: fact.steps && taskAt(fact.line)?.steps.length,
        least: fact.hours && taskAt(fact.line)?.effort?.least,
        most: fact.hours && taskAt(fact.line)?.effort?.most,
      }));
      expect(read).toEqual(wanted);
    });

    test('edges between tasks', () => {
      const between = ({ from, to, reference }: Edge) => ({ from: from.id, to: to.id, line: line(reference.span) });
      const edges = plan.graph.edges.filter(({ to, via }) => to.kind === 'task' && via !== 'name');
      expect(sorted(edges.map(between))).toEqual(sorted(facts.edges ?? []));
      expect(plan.graph.unknown).toEqual([]);
      expect(plan.graph.cycles).toEqual([]);
      expect(found('no-unknown-dependency')).toEqual([]);
      expect(found('no-cyclic-dependency')).toEqual([]);
    });

    test('gates with their scopes and items', () => {
      const gates = plan.gates.map((gate) => ({
        line: line(gate.title.span),
        scope: gate.scope.kind === 'phase' ? gate.scope.phase.name : gate.scope.kind,
        items: gate.items.map((item) => line(item.box.span)),
        open: gate.items.filter(({ state }) => state === 'open').length,
      }));
      expect(gates).toEqual(
        facts.gates.map((gate) => ({ line: gate.line, scope: gate.scope, items: gate.items, open: gate.open })),
      );
      expect(found('no-unchecked-gate')).toEqual([]);
    });

    test('name dependencies', () => {
      const wanted = facts.nameDependencies.flatMap((fact) =>
        fact.resolvesTo.map((one) => ({
          line: fact.line,
          name: one.name,
          section: one.kind === 'section' ? one.line : undefined,
          tasks: one.kind === 'section' ? one.tasks : [one.line],
        })),
      );
      const byName = plan.references.filter(({ kind }) => kind === 'name');
      const read = byName.map((reference, index) => ({
        line: line(reference.span),
        name: reference.text,
        // A task may also be found by way of its section.
        section: wanted[index]?.section && reference.section && line(reference.section.headingSpan),
        tasks: reference.targets.map((task) => line(task.nameSpan)),
      }));
      expect(read).toEqual(wanted);
    });

    const referencesAt = (kind: Reference['kind']) =>
      plan.references.filter((reference) => reference.kind === kind).map(({ span }) => line(span));

    test.runIf(facts.noneDependencies)('dependencies that say none', () => {
      expect(referencesAt('none')).toEqual(facts.noneDependencies);
    });

    test.runIf(facts.placeholderDependencies)('dependencies that nobody has filled in', () => {
      expect(referencesAt('placeholder')).toEqual(facts.placeholderDependencies);
    });

    test('no box is left behind', () => {
      const tokens = lines.flatMap((each, index) => (/^\s*- \[ \] /.test(each) ? [index + 1] : []));
      expect(plan.boxes.filter(({ native }) => native).map(({ span }) => line(span))).toEqual(tokens);
      // `Effort: [X] hours` looks like a box as well; it is kept, as prose.
      for (const box of plan.boxes.filter(({ native }) => !native)) expect(mention(box).text).toBe('[X]');
      expect(plan.boxes.filter((box) => !box.native && box.kind !== 'prose')).toEqual([]);
      expect(count('gate-item', 'metric')).toBe(facts.gates.flatMap((gate) => gate.items).length);
    });

    const count = (...kinds: BoxKind[]) => plan.boxes.filter(({ kind }) => kinds.includes(kind)).length;

    test.runIf(facts.boxes)('boxes by kind', () => {
      expect({
        total: plan.boxes.length,
        tasks: count('task'),
        gateItems: count('gate-item', 'metric'),
        questions: count('question'),
        nested: count('step'),
      }).toEqual({
        total: facts.boxes?.total,
        tasks: (facts.boxes?.labelled ?? 0) + (facts.boxes?.plain ?? 0),
        gateItems: facts.boxes?.gateItems,
        questions: facts.boxes?.questions,
        nested: facts.boxes?.nested,
      });
    });

    test('risk tasks are no tasks', () => {
      const risks = plan.boxes.filter(({ kind }) => kind === 'risk').map(({ span }) => line(span));
      expect(risks).toEqual((facts.riskTasks ?? []).map((risk) => risk.line));
    });

    test('prerequisites and the tasks that they are required for', () => {
      const prerequisites = plan.prerequisites.map((task) => ({
        line: line(task.nameSpan),
        requiredFor: plan.graph.neededBy(task).map(({ from }) => from.id),
      }));
      expect(prerequisites).toEqual(
        (facts.prerequisites ?? []).map((fact) => ({ line: fact.line, requiredFor: fact.requiredFor })),
      );
    });

    test('claims, right and wrong', () => {
      const claims = found('no-wrong-total').concat(found('no-wrong-progress'), found('no-wrong-critical-path'));
      expect(claims.map(({ span }) => line(span))).toEqual(facts.wrongClaims.map((claim) => claim.line));
      for (const [index, wrong] of facts.wrongClaims.entries()) {
        expect(claims[index]?.message).toContain(String(wrong.truth));
        expect(claims[index]?.message).toContain(String(wrong.stated));
      }
      const read = plan.claims.map(({ value }) => line(value.span));
      for (const claim of [...facts.wrongClaims, ...facts.rightClaims]) expect(read).toContain(claim.line);
    });

    test('reports nothing but what is left to fill in and what is wrong', () => {
      const expected = new Set(['no-placeholder', 'no-undecided-choice', 'no-mojibake', 'no-wrong-total']);
      expect(blankOff.findings.filter(({ ruleId }) => !expected.has(ruleId)).map(shown(blankOff))).toEqual([]);
    });

    test('is reported once, as blank', () => {
      const result = lintText(text, { template });
      expect(result.findings.map(({ ruleId }) => ruleId)).toEqual(['no-blank-template']);
    });

    test('is recognised without being told', () => {
      expect(lintText(text).template?.name).toBe(facts.template);
    });

    test('has a built-in template with the same structure', () => {
      expect([...builtInTemplates.keys()]).toContain(facts.template);
      const result = lintText(text, { template: facts.template });
      expect(result.findings.map(({ ruleId }) => ruleId)).toEqual(['no-blank-template']);
    });
  });
});

/** A finding in words, so that a surprise can be read in the test's output. */
function shown({ source }: LintResult): (finding: Finding) => string {
  return ({ ruleId, span, message }) => `${source.lineAt(span.start)} ${ruleId}: ${message}`;
}
