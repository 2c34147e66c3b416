import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { deriveTemplate, lintText, Source, type LintOptions, type LintResult, type Template } from '../src/index.ts';
import { plain } from '../src/report/paint.ts';
import { pretty } from '../src/report/pretty.ts';

/*
 * Whole plans, linted the way planvet comes. Beside each `X.md` stand `X.expect`, written by hand from the design with a line for
 * each finding, and `X.out`, the report as people see it, written by `vitest -u`.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = 'fixtures/plans';
const files = readdirSync(join(root, folder));
const names = files.filter((file) => file.endsWith('.md')).map((file) => basename(file, '.md'));

/** What an `.expect` file asks for. */
interface Expectation {
  /** From its first lines, `path: ...`, `template: ...` and `preset: ...`. */
  readonly options: LintOptions;
  /** `line:column rule severity` of each finding in order, the reasons left out. */
  readonly findings: readonly string[];
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function expectation(name: string): Expectation {
  const lines = read(`${folder}/${name}.expect`).split('\n');
  const said = (key: string) => lines.find((line) => line.startsWith(`${key}: `))?.slice(key.length + 2);
  const template = said('template');
  const preset = said('preset') as LintOptions['preset'];
  return {
    options: {
      path: said('path') ?? `${folder}/${name}.md`,
      ...(template === undefined ? {} : { template: chosen(template) }),
      ...(preset === undefined ? {} : { preset }),
    },
    findings: lines.filter((line) => /^\d+:\d+ /.test(line)).map((line) => line.replace(/ +#.*$/, '')),
  };
}

/** A change to a clean plan, and the one finding that it has to give, if any. */
interface Planted {
  readonly plan: string;
  /** Rule and severity. The finding stands where the edits have a `‸`. */
  readonly finding?: string;
  /** Each text occurs once, and is replaced by the other. */
  readonly edits: readonly (readonly [string, string])[];
}

/** Like `--template`: a name, or a file if there is a slash or a dot in it. */
function chosen(template: string): string | Template {
  return /[./]/.test(template) ? deriveTemplate(basename(template, '.md'), read(template)) : template;
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
  expect(names.filter((name) => name.startsWith('traps-') && expectation(name).findings.length > 0)).toEqual([]);
  expect(names.filter((name) => name.startsWith('defect-') && expectation(name).findings.length === 0)).toEqual([]);
});

describe.each(names)('%s', (name) => {
  const text = read(`${folder}/${name}.md`);
  const { options, findings } = expectation(name);

  test('has the findings that were planted, and no others', () => {
    expect(written(lintText(text, options))).toEqual(findings);
  });

  test('is reported as recorded', async () => {
    const report = pretty([lintText(text, options)], { paint: plain, width: 100, stats: false });
    await expect(report).toMatchFileSnapshot(join(root, folder, `${name}.out`));
  });

  test('reads the same with CRLF and with a byte order mark', () => {
    expect(written(lintText(text.replaceAll('\n', '\r\n'), options))).toEqual(findings);
    expect(written(lintText(`\uFEFF${text}`, options))).toEqual(findings);
    expect(written(lintText(`\uFEFF${text.replaceAll('\n', '\r\n')}`, options))).toEqual(findings);
  });

  test('reads the same indented with tabs', () => {
    const lines = tabbed(text).split('\n');
    const tabs = (line: number) => /^\t*/.exec(lines[line - 1] ?? '')?.[0].length ?? 0;
    expect(written(lintText(lines.join('\n'), options), (line, column) => column + tabs(line))).toEqual(findings);
  });
});

describe('one planted defect', () => {
  const planted = JSON.parse(read('fixtures/planted.json')) as Planted[];
  const caret = '‸';

  test.each(planted)('$plan: $finding from $edits.0.1', ({ plan, finding, edits }) => {
    let text = read(`${folder}/${plan}.md`);
    for (const [from, to] of edits) {
      expect(text.split(from), `\`${from}\` occurs once`).toHaveLength(2);
      text = text.replace(from, () => to);
    }
    const { line, column } = new Source(text).positionAt(text.indexOf(caret));
    const wanted = finding === undefined ? [] : [`${line}:${column} ${finding}`];
    expect(written(lintText(text.replace(caret, ''), expectation(plan).options))).toEqual(wanted);
  });
});
