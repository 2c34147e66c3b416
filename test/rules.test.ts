import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { structuredPatch } from 'diff';
import { describe, expect, it } from 'vitest';
import { rules } from '../rules/index.ts';
import { applied, inOrder } from '../src/engine/edits.ts';
import type { Rule } from '../src/rule.ts';
import { pageCase } from './cases.ts';
import { renewedExamples, ruleTester, type Example } from './harness.ts';
import { linted, offers } from './judged.ts';

const pageOf = (id: string) => fileURLToPath(new URL(`../rules/${id}.md`, import.meta.url));

/** Whether vitest runs with `-u`, which rewrites the blocks of expected findings. */
function isUpdating(): boolean {
  const { snapshotState } = expect.getState() as { snapshotState?: unknown };
  return (snapshotState as Record<string, unknown> | undefined)?.['_updateSnapshot'] === 'all';
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const examples = ruleTester(rule, readFileSync(pageOf(id), 'utf8'));

  it('shows what fails and what passes', () => {
    const headings = new Set(examples.map(({ heading }) => heading));
    expect([...headings]).toEqual(['Fails', 'Passes']);
    expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length);
  });

  it.each(examples.map((example) => [example.name, example] as const))('%s', (_, example) => {
    const actual = example.actual();
    expect(actual).toEqual(isUpdating() ? actual : example.expected);
    expect(actual.length > 0).toBe(example.heading === 'Fails');
  });

  it('offers only the kind of fix that it announces', () => {
    const fixes = examples.flatMap((example) => example.problems().problems.flatMap((problem) => problem.fixes));
    const kinds = new Set(fixes.map(({ safe }) => (safe ? 'safe' : 'suggest')));
    expect([...kinds]).toEqual(expect.arrayContaining(rule.fixable ? [rule.fixable] : []));
    expect(rule.fixable ?? [...kinds]).toSatisfy((kind) => kind === 'safe' || !kinds.has('safe'));
  });

  it.runIf(rule.fixable)('shows in a file what each fix makes of its examples', async () => {
    const shown = examples.flatMap((example) => shownFixes(rule, example)).join('\n');
    await expect(shown).toMatchFileSnapshot(fileURLToPath(new URL(`../fixtures/fixes/${id}.diff`, import.meta.url)));
  });

  // Under `-u` the page is written once all examples have been run.
  it('has a page that is up to date', () => {
    const page = readFileSync(pageOf(id), 'utf8');
    const renewed = renewedExamples(rule, page);
    if (isUpdating() && renewed !== page) writeFileSync(pageOf(id), renewed);
    expect(renewed).toBe(isUpdating() ? renewed : page);
  });
});

// What is likely is at most a warning, whatever the rule's severity.
it('is certain of all examples but these', () => {
  const likely = rules.flatMap((rule) =>
    ruleTester(rule, readFileSync(pageOf(rule.id), 'utf8')).flatMap((example) =>
      example
        .problems()
        .problems.filter(({ certainty }) => certainty === 'likely')
        .map(({ message }) => `${rule.id}: ${message}`),
    ),
  );
  expect(likely).toMatchInlineSnapshot(`
    [
      "require-sections: \`8. Documentation Updates\`, which the template \`delivery\` demands, is missing",
      "require-sections: \`6. Success Metrics\` and \`8. Documentation Updates\`, which the template \`delivery\` demands, are missing",
      "no-placeholder: \`[report name]\` is still a placeholder",
      "no-placeholder: \`TODO\` is still a placeholder",
      "no-placeholder: \`TBD\` is still a placeholder",
      "no-placeholder: \`TODO\` is still a placeholder",
      "no-placeholder: \`TODO\` is still a placeholder",
      "no-placeholder: \`[TBD]\` is still a placeholder",
      "no-placeholder: \`To be determined\` is still a placeholder",
      "no-unreadable-structure: \`T006\` and one more item of this list have no boxes, so nobody can tick them; \`T001\` has one",
      "no-inconsistent-task-state: \`Task 1\` is open, but both boxes under it are ticked",
      "no-inconsistent-task-state: \`IMP-1\` is called \`DONE\` here, but its table row says \`TODO\`",
      "no-premature-task: \`Task 3\` is in progress but needs \`Task 1\` and \`Task 2\`, which are not done",
      "no-premature-task: \`Implement ranking\` is done but needs \`Create schema models\`, which is open",
      "no-premature-task: 2 tasks of Phase 2 are done, first \`Draw the list\`, but Phase 2 needs Phase 1, where \`Remove personal data\` and \`Count queries\` are open",
      "no-premature-task: \`Task 1\` is done but needs \`Search cluster\`, which is open",
      "no-unchecked-gate: Phase 2 has 1 task done, but \`Refunds tried in the sandbox\` is still open",
      "no-unchecked-gate: \`Task 1\` is done, but \`Contract with the bank signed\` is still open",
      "no-unchecked-gate: 1 of 2 tasks is done, but \`spec.json\` has no approval of \`design\` and \`tasks\`",
      "no-unchecked-gate: 1 of 2 tasks is done, but \`spec.json\` says \`ready_for_implementation: false\`",
      "no-unchecked-gate: The plan lies in an archive folder, but \`Reviewed by a second person\` and 1 more item of its gates are still open",
      "no-unfinished-plan: The plan lies in an archive folder, but \`Task 2\` is still open",
      "no-wrong-progress: \`Phase 3\` says 2/2, but 1 of 2 tasks is done",
      "no-invalid-date: \`M1: Survey Complete\` is on 2025-03-07, before the start of \`Phase 1: Survey of the Piers\` on 2025-03-10",
      "no-missing-file: \`Task 2\` is done, but \`src/reminders.ts\` does not exist",
      "no-missing-file: \`Task 3\` modifies \`src/deposit.ts\`, which does not exist",
      "require-risk-response: \`The map is old\` has no mitigation",
      "require-risk-response: \`Drivers are ill\` has no mitigation",
      "no-unproven-tick: \`Task 2\` is ticked here, but none of its files has changed since it was planned: \`src/back.ts\` and \`src/shelf.ts\`",
      "no-unproven-tick: \`Task 3\` is ticked here, but \`src/remind.ts\` has not changed since it was planned",
    ]
  `);
});

/** Each fix of an example by itself, as a diff under its title. What a fix must not do is the business of other tests. */
function shownFixes(rule: Rule, example: Example): string[] {
  return offers(linted(pageCase(rule, example))).map(({ result, finding, fix }) => {
    const { text } = result.source;
    const after = applied(text, inOrder(fix.edits, text.length) ?? []);
    const { line, column } = result.source.positionAt(finding.span.start);
    const title = `${example.name}, ${line}:${column}: ${fix.title} (${fix.safe ? 'safe' : 'suggested'})`;
    const { hunks } = structuredPatch('', '', text, after, '', '', { context: 0 });
    return [title, ...hunks.flatMap(({ lines }) => lines), ''].join('\n');
  });
}
