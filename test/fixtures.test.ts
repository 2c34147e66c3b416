import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { lintDocument } from '../src/engine/lint.ts';
import { Source, type LintResult } from '../src/index.ts';
import { plain } from '../src/report/paint.ts';
import { pretty } from '../src/report/pretty.ts';
import { planCase, planted } from './cases.ts';

/*
 * Whole plans, linted the way planvet comes. Beside each `X.md` stand `X.expect`, written by hand from the design with a line for
 * each finding, and `X.out`, the report as people see it, written by `vitest -u`.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = 'fixtures/plans';
const files = readdirSync(join(root, folder));
const names = files.filter((file) => file.endsWith('.md')).map((file) => basename(file, '.md'));

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** `line:column rule severity` of each finding of an `.expect` file in order, the reasons left out. */
function expectation(name: string): string[] {
  const lines = read(`${folder}/${name}.expect`).split('\n');
  return lines.filter((line) => /^\d+:\d+ /.test(line)).map((line) => line.replace(/ +#.*$/, ''));
}

function lint(name: string, text?: string): LintResult {
  const { document, settings } = planCase(name, text);
  return lintDocument(document, settings);
}

/** The findings of a result the way an `.expect` file writes them. */
function written({ source, findings }: LintResult, columns = (_line: number, column: number) => column): string[] {
  return findings.map(({ span, ruleId, severity }) => {
    const { line, column } = source.positionAt(span.start);
    return `${line}:${columns(line, column)} ${ruleId} ${severity}`;
  });
}

/** Leading pairs of spaces turned into tabs, front matter left alone: nested lists stay nested. */
function tabbed(text: string): string {
  const head = /^---\n[^]*?\n---\n/.exec(text)?.[0] ?? '';
  const tabs = (indent: string) => '\t'.repeat(indent.length / 2);
  return head + text.slice(head.length).replace(/^(?: {2})+(?=\S)/gm, tabs);
}

test('plans and expectations come in pairs', () => {
  expect(files.filter((file) => file.endsWith('.expect')).map((file) => basename(file, '.expect'))).toEqual(names);
  expect(names.filter((name) => name.startsWith('traps-') && expectation(name).length > 0)).toEqual([]);
  expect(names.filter((name) => name.startsWith('defect-') && expectation(name).length === 0)).toEqual([]);
});

describe.each(names)('%s', (name) => {
  const text = read(`${folder}/${name}.md`);
  const findings = expectation(name);

  test('has the findings that were planted, and no others', () => {
    expect(written(lint(name))).toEqual(findings);
  });

  test('is reported as recorded', async () => {
    const report = pretty([lint(name)], { paint: plain, width: 100, stats: false });
    await expect(report).toMatchFileSnapshot(join(root, folder, `${name}.out`));
  });

  test('reads the same with CRLF and with a byte order mark', () => {
    expect(written(lint(name, text.replaceAll('\n', '\r\n')))).toEqual(findings);
    expect(written(lint(name, `\uFEFF${text}`))).toEqual(findings);
    expect(written(lint(name, `\uFEFF${text.replaceAll('\n', '\r\n')}`))).toEqual(findings);
  });

  test('reads the same indented with tabs', () => {
    const lines = tabbed(text).split('\n');
    const tabs = (line: number) => /^\t*/.exec(lines[line - 1] ?? '')?.[0].length ?? 0;
    expect(written(lint(name, lines.join('\n')), (line, column) => column + tabs(line))).toEqual(findings);
  });
});

describe('one planted defect', () => {
  const caret = '‸';

  test.each(planted)('$plan: $finding from $edits.0.1', ({ plan, finding, edits }) => {
    let text = read(`${folder}/${plan}.md`);
    for (const [from, to] of edits) {
      expect(text.split(from), `\`${from}\` occurs once`).toHaveLength(2);
      text = text.replace(from, () => to);
    }
    const { line, column } = new Source(text).positionAt(text.indexOf(caret));
    const wanted = finding === undefined ? [] : [`${line}:${column} ${finding}`];
    expect(written(lint(plan, text.replace(caret, '')))).toEqual(wanted);
  });
});
