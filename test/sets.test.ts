import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SiblingFiles } from '../src/engine/files/siblings.ts';
import { projectPath } from '../src/engine/files/project.ts';
import type { LintResult } from '../src/engine/finding.ts';
import { lint, lintText, type LintOptions } from '../src/engine/library.ts';
import { lintDocument } from '../src/engine/lint.ts';
import { activeRules } from '../src/engine/settings.ts';
import { placeOf, taskIdOfPath, templateOfPath } from '../src/model/document/formats.ts';
import { json } from '../src/report/json.ts';
import { plain } from '../src/report/paint.ts';
import { pretty } from '../src/report/pretty.ts';
import { readPlan } from '../src/index.ts';

/*
 * Plan sets in the trees that popular formats give them. Beside each folder stands `X.expect` with a line for each finding,
 * written by hand from what was planted: `path:line:column rule severity`.
 */

const folder = fileURLToPath(new URL('../fixtures/sets', import.meta.url));
const sets = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const options: LintOptions = { rules: { 'require-requirement-coverage': 'warning' } };

function filesUnder(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted();
}

function written({ path, source, findings }: LintResult): string[] {
  return findings.map(({ span, ruleId, severity }) => {
    const { line, column } = source.positionAt(span.start);
    return `${path}:${line}:${column} ${ruleId} ${severity}`;
  });
}

describe.each(sets)('%s', (name) => {
  const root = join(folder, name);
  const expected = readFileSync(join(folder, `${name}.expect`), 'utf8')
    .split('\n')
    .filter(Boolean);
  const files = filesUnder(root).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  const inputs = files.filter(({ path }) => path.endsWith('.md'));
  const siblings = files.filter((file) => !inputs.includes(file));

  it('has the findings that were planted, and no others', () => {
    expect(lint(inputs, { ...options, siblings }).flatMap(written)).toEqual(expected);
    expect(expected.length > 0).toBe(name.endsWith('-defects'));
  });

  it('has the same ones for each file alone, whose siblings are read from the disk', () => {
    const settings = {
      rules: activeRules({ choices: [{ id: 'require-requirement-coverage', setting: 1, place: 'here' }] }),
    };
    const found = inputs.flatMap(({ path, text }) => {
      const filePath = join(root, path);
      const around = new SiblingFiles(root).around(filePath);
      return written(
        lintDocument({ text, path, filePath, projectPath: projectPath(filePath, root), ...around }, settings),
      );
    });
    expect(found).toEqual(expected);
  });

  it('reads the same with CRLF', () => {
    const crlf = inputs.map(({ path, text }) => ({ path, text: text.replaceAll('\n', '\r\n') }));
    expect(lint(crlf, { ...options, siblings }).flatMap(written)).toEqual(expected);
  });
});

describe('places', () => {
  it.each([
    ['specs/001-a/spec.md', 'spec-kit-spec'],
    ['services/x/specs/feature/012-b/plan.md', 'spec-kit-plan'],
    ['specs/main/tasks.md', 'spec-kit-tasks'],
    ['specs/001-a/checklists/ux.md', 'spec-kit-checklist'],
    ['.kiro/specs/a/requirements.md', 'kiro-requirements'],
    ['web/.kiro/specs/_completed/a/tasks.md', 'kiro-tasks'],
    ['openspec/changes/add-a/proposal.md', 'openspec-proposal'],
    ['openspec/changes/archive/2026-01-01-a/specs/x/spec.md', 'openspec-spec'],
    ['docs/superpowers/plans/2026-01-01-a.md', 'superpowers'],
    ['.cursor/plans/archive/a_1a2b3c4d.plan.md', 'cursor-plan'],
    ['.cursor/plans/README.md', undefined],
    ['docs/stories/1.2.story.md', 'bmad-story'],
    ['docs/stories/epic-1/1.2.sign-in.md', 'bmad-story'],
    ['_bmad-output/implementation-artifacts/1-2-sign-in.md', 'bmad-story'],
    ['docs/stories/README.md', undefined],
    ['backlog/tasks/back-12 - Sign-in.md', 'backlog-task'],
    ['backlog/docs/doc-1 - Sign-in.md', undefined],
    ['tasks/web/017-sign-in.md', 'taskmd'],
    ['specs/012-sign-in/README.md', 'lean-spec'],
    ['specs/a/spec.md', undefined],
    ['docs/plan.md', undefined],
  ])('%s is written from %s', (path, template) => {
    expect(templateOfPath(path)).toBe(template);
  });

  it.each([
    ['docs/TASK-010.md', 'TASK-010'],
    ['docs/phase-1/P1-09.md', 'P1-09'],
    ['docs/T14-publish.md', 'T14'],
    ['backlog/tasks/back-216 - Add things.md', 'back-216'],
    ['tasks/017-slug.md', '017'],
    ['tasks/web/017-slug.md', '017'],
    ['tasks/01kz3c240-slug.md', '01kz3c240'],
    ['docs/stories/1.2.story.md', '1.2'],
    ['docs/stories/1-2-sign-in.md', '1.2'],
    ['docs/stories/story-1.2.md', '1.2'],
    ['specs/012-sign-in/README.md', '012'],
    ['specs/archived/012-sign-in/README.md', '012'],
    ['docs/web/017-slug.md', undefined],
    ['docs/decisions/0008-status.md', undefined],
    ['docs/plans/2026-01-22-a.md', undefined],
    ['docs/phase-1.md', undefined],
  ])('the file %s is the task %s', (path, id) => {
    expect(taskIdOfPath(path)).toBe(id);
  });

  it.each([
    ['specs/001-a/tasks.md', 'specs/001-a/spec.md', true],
    ['specs/001-a/tasks.md', 'specs/001-a/checklists/ux.md', true],
    ['specs/001-a/tasks.md', 'specs/002-b/spec.md', false],
    ['specs/001-a/tasks.md', 'specs/001-a/contracts/api.md', false],
    ['specs/001-a/checklists/ux.md', 'specs/001-a/tasks.md', true],
    ['openspec/changes/a/tasks.md', 'openspec/changes/a/specs/x/spec.md', true],
    ['openspec/changes/a/tasks.md', 'openspec/changes/ab/tasks.md', false],
    ['p/phase-1/P1-09.md', 'p/phase-2/P2-01.md', true],
    ['p/phase-1/P1-09.md', 'p/phase-1/README.md', true],
    ['p/phase-1/P1-09.md', 'p/notes.md', false],
    ['backlog/tasks/back-2 - B.md', 'backlog/archive/tasks/back-1 - A.md', true],
    ['tasks/cli/015-a.md', 'tasks/web/003-b.md', true],
    ['tasks/cli/015-a.md', 'tasks/.worklogs/015-a.md', false],
    ['specs/002-b/README.md', 'specs/archived/001-a/README.md', true],
    ['docs/stories/1.2.story.md', 'docs/stories/1.1.story.md', true],
    ['.kiro/specs/a/tasks.md', '.kiro/specs/a/spec.json', true],
    ['specs/001-a/tasks.md', 'specs/001-a/spec.json', false],
  ])('%s is read with %s: %s', (path, other, together) => {
    expect(placeOf(path)?.includes(other)).toBe(together);
  });
});

describe('files', () => {
  let cwd: string;
  beforeEach(() => {
    cwd = realpathSync(mkdtempSync(join(tmpdir(), 'planvet-sets-')));
    mkdirSync(join(cwd, 'shop/.git'), { recursive: true });
  });
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));

  const put = (path: string, text = '# Plan\n') => {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  };
  const around = (path: string, from = join(cwd, 'shop')) => {
    const { siblings = [], self } = new SiblingFiles(from).around(join(cwd, path));
    return { siblings: siblings.map((sibling) => sibling.path), self: self?.path };
  };

  it('are those of the set, by their paths in the project', () => {
    put('shop/specs/001-a/spec.md');
    put('shop/specs/001-a/tasks.md');
    put('shop/specs/001-a/research.md');
    put('shop/specs/001-a/checklists/ux.md');
    put('shop/specs/002-b/spec.md');
    expect(around('shop/specs/001-a/tasks.md')).toEqual({
      siblings: ['specs/001-a/checklists/ux.md', 'specs/001-a/spec.md'],
      self: 'specs/001-a/tasks.md',
    });
  });

  it('are found for a file that is not written yet', () => {
    put('shop/specs/001-a/spec.md');
    expect(around('shop/specs/001-a/tasks.md')).toEqual({ siblings: ['specs/001-a/spec.md'], self: undefined });
    expect(around('shop/specs/009-z/tasks.md')).toEqual({ siblings: [], self: undefined });
  });

  it('lie in the project, whatever links say', () => {
    put('secret/spec.md', '- **FR-001**: secret\n');
    put('secret/checklists/x.md');
    put('shop/specs/001-a/tasks.md');
    symlinkSync(join(cwd, 'secret/spec.md'), join(cwd, 'shop/specs/001-a/spec.md'));
    symlinkSync(join(cwd, 'secret/checklists'), join(cwd, 'shop/specs/001-a/checklists'));
    expect(around('shop/specs/001-a/tasks.md').siblings).toEqual([]);
    put('shop/docs/real.md');
    symlinkSync(join(cwd, 'shop/docs/real.md'), join(cwd, 'shop/specs/001-a/plan.md'));
    expect(around('shop/specs/001-a/tasks.md').siblings).toEqual(['specs/001-a/plan.md']);
  });

  it('lie in the project, whatever dots say, and in a linked folder', () => {
    put('secret/001-a/spec.md');
    put('secret/001-a/tasks.md');
    symlinkSync(join(cwd, 'secret'), join(cwd, 'shop/specs'));
    expect(around('shop/specs/001-a/tasks.md').siblings).toEqual([]);
    put('shop/backlog/tasks/back-1 - A.md');
    put('back-2 - B.md');
    expect(around('shop/backlog/tasks/../../../back-2 - B.md').siblings).toEqual([]);
  });

  it('are read once, and only if something in them matters', () => {
    put('shop/tasks/TASK-1.md', '# TASK-1: A\n\n**Status**: TODO\n**Depends on**: TASK-2\n');
    for (const number of [2, 3, 4, 5]) put(`shop/tasks/TASK-${number}.md`, `# TASK-${number}: B\n\n**Status**: DONE\n`);
    const { siblings = [] } = new SiblingFiles(join(cwd, 'shop')).around(join(cwd, 'shop/tasks/TASK-1.md'));
    const asked: string[] = [];
    const watched = siblings.map(({ path, text }) => ({
      path,
      get text() {
        asked.push(path);
        return text;
      },
    }));
    const path = 'tasks/TASK-1.md';
    const text = readFileSync(join(cwd, 'shop', path), 'utf8');
    lintText(text, { path, siblings: watched });
    lintText(text, { path, siblings: watched });
    expect(asked).toEqual(['tasks/TASK-2.md']);
  });
});

describe('findings', () => {
  const spec = {
    path: 'specs/001-a/spec.md',
    text: '# Spec\n\n## Requirements\n\n- **FR-001**: one\n- **FR-002**: two\n',
  };
  const check = {
    path: 'specs/001-a/checklists/ux.md',
    text: '# UX Checklist: A\n\n## Words\n\n- [ ] CHK001 All are short\n',
  };
  const tasks = {
    path: 'specs/001-a/tasks.md',
    text: '# Tasks\n\n- [x] T001 Write (FR-001)\n- [ ] T002 Read (FR-02)\n',
  };

  it('are those of the file asked for', () => {
    expect(lintText(tasks.text, { path: tasks.path, siblings: [spec, check] }).findings).toEqual([]);
    const [result] = [lintText(check.text, { path: check.path, siblings: [spec, tasks] })];
    expect(written(result)).toEqual(['specs/001-a/checklists/ux.md:5:3 no-unchecked-gate warning']);
  });

  it('show where the other file says it', () => {
    const result = lintText(check.text, { path: check.path, siblings: [tasks] });
    const report = pretty([result], { paint: plain, width: 100, stats: false });
    expect(report).toContain('specs/001-a/tasks.md:3:7: 1 of 2 tasks in `tasks.md` is done');
    const [file] = JSON.parse(json([result], { paint: plain, width: 100, stats: false })) as [
      { messages: { related: unknown[] }[] },
    ];
    expect(file.messages[0]?.related).toEqual([
      { message: '1 of 2 tasks in `tasks.md` is done', filePath: tasks.path, line: 3, column: 7 },
    ]);
  });

  it('are none where the set says nothing', () => {
    expect(lintText(tasks.text.replace('FR-02', 'FR-099'), { path: tasks.path }).findings).toEqual([]);
  });
});

describe('approvals', () => {
  const tasks = '# Implementation Plan\n\n- [x] 1. Read\n- [ ] 2. Write\n';
  const found = (json: string, text = tasks, name = 'tasks.md') =>
    lintText(text, {
      path: `.kiro/specs/a/${name}`,
      siblings: [{ path: '.kiro/specs/a/spec.json', text: json }],
      only: ['no-unchecked-gate'],
    }).findings.map(({ message, severity }) => `${severity}: ${message}`);
  const approvals = (entries: object, ready?: boolean) =>
    JSON.stringify({ approvals: entries, ...(ready === undefined ? {} : { ready_for_implementation: ready }) });
  const yes = { generated: true, approved: true };
  const no = { generated: true, approved: false };

  it('gate the work', () => {
    expect(found(approvals({ requirements: yes, design: no }))).toEqual([
      'warning: 1 of 2 tasks is done, but `spec.json` has no approval of `design`',
    ]);
    expect(found(approvals({ requirements: no, design: no }), tasks.replace('[ ]', '[x]'))).toEqual([
      'error: Both tasks are done, but `spec.json` has no approval of `requirements` and `design`',
    ]);
    expect(found(approvals({ requirements: yes }, false))).toEqual([
      'warning: 1 of 2 tasks is done, but `spec.json` says `ready_for_implementation: false`',
    ]);
  });

  it('say nothing where all is well or nothing has begun', () => {
    expect(found(approvals({ requirements: yes, design: yes }, true))).toEqual([]);
    expect(found(approvals({ requirements: no }), tasks.replace('[x]', '[ ]'))).toEqual([]);
    expect(found(approvals({ requirements: { generated: true } }))).toEqual([]);
    expect(found(approvals({ requirements: no }), tasks, 'design.md')).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['what ends too early', '{"approvals": {"tasks": {"approved": false}'],
    ['YAML', '{approvals: {tasks: {approved: false}}}'],
    ['a list', '[]'],
    ['a list of approvals', '{"approvals": [false]}'],
    ['a switch', '{"approvals": {"tasks": false}}'],
    ['nesting without end', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['nesting without end inside', `{"approvals": ${'{"tasks": '.repeat(20_000)}0${'}'.repeat(20_000)}}`],
  ])('are not read from %s', (_, json) => {
    expect(found(json)).toEqual([]);
  });
});

describe('states in other files', () => {
  const said = (text: string, path: string, siblings: { path: string; text: string }[], rule: string) =>
    lintText(text, { path, siblings, only: [rule] }).findings.map(({ message, severity }) => `${severity}: ${message}`);
  const index = (row: string) => `# Work\n\n| ID | Title | Status |\n| --- | --- | --- |\n${row}\n| T-3 | c | open |\n`;
  const inIndex = (row: string, file: string) =>
    said(index(row), 'docs/README.md', [{ path: 'docs/T-1.md', text: file }], 'no-inconsistent-task-state');

  it('are held against the index', () => {
    const pending = '# T-1: a\n\n**Status**: Pending\n';
    expect(inIndex('| T-1 | a | Done |', pending)).toEqual([
      'error: The table row of `T-1` says `Done`, but `T-1.md` says `Pending`',
    ]);
    expect(inIndex('| T-1 | a | Open |', pending.replace('Pending', 'Done'))).toEqual([
      'error: The table row of `T-1` says `Open`, but `T-1.md` says `Done`',
    ]);
    expect(inIndex('| T-1 | a | In progress |', pending)).toEqual([]);
    expect(inIndex('| T-2 | a | Done |', pending)).toEqual([]);
  });

  it('are likely only where a file has nothing but boxes', () => {
    const open = '# T-1: a\n\n- [ ] b\n';
    expect(inIndex('| T-1 | a | Done |', open)).toEqual([
      'warning: The table row of `T-1` says `Done`, but boxes in `T-1.md` are open',
    ]);
    expect(inIndex('| T-1 | a | Open |', open.replace('[ ]', '[x]'))).toEqual([
      'warning: The table row of `T-1` says `Open`, but all boxes in `T-1.md` are ticked',
    ]);
  });

  it('are held against a list of boxes, whose items may be links', () => {
    const list = '# Work\n\n- [x] [T-1](T-1.md): a\n- [ ] [T-2](T-2.md): b\n';
    const file = { path: 'docs/T-1.md', text: '---\nid: T-1\nstatus: in-progress\n---\n\n# a\n' };
    expect(said(list, 'docs/README.md', [file], 'no-inconsistent-task-state')).toEqual([
      'error: The box of `T-1` is ticked, but `T-1.md` says `in-progress`',
    ]);
  });

  it('are held against the status of the specification', () => {
    const tasks = { path: 'specs/001-a/tasks.md', text: '# Tasks\n\n- [x] T001 Write\n- [ ] T002 Read\n' };
    const spec = (status: string) =>
      said(`# Spec\n\n**Status**: ${status}\n`, 'specs/001-a/spec.md', [tasks], 'no-unfinished-plan');
    expect(spec('Shipped')).toEqual(['error: The status is `Shipped`, but in `tasks.md` `T002` is still open']);
    expect(spec('Complete')).toEqual(['warning: The status is `Complete`, but in `tasks.md` `T002` is still open']);
    expect(spec('Approved')).toEqual([]);
  });
});

describe('requirements', () => {
  const read = (text: string, path?: string) => {
    const { plan } = readPlan(text, path === undefined ? {} : { path });
    if (!plan) throw new Error('refused');
    return plan;
  };

  it.each([
    ['### Requirement 2: Delays\n', ['requirement 2 Delays']],
    ['### 要件 1: 時刻表\n', ['requirement 1 時刻表']],
    ['### Requirement: Reminders\n', ['requirement undefined Reminders']],
    ['### User Story 1 - Borrow (Priority: P1)\n', ['story 1 Borrow (Priority: P1)']],
    [
      '- **FR-001**: one\n- **NFR-002:** two\n- **SC-003** (x): three\n',
      ['requirement FR-001 one', 'requirement NFR-002 two', 'requirement SC-003 three'],
    ],
    ['**US-001**: one\n**US-002**: two\n', ['story US-001 one', 'story US-002 two']],
    ['### FR1: Sequences\n\n- **FR1.1**: by name\n', ['requirement FR1 Sequences', 'requirement FR1.1 by name']],
    ['## Acceptance Criteria\n\n1. one\n2. two\n', ['criterion 1 one', 'criterion 2 two']],
    ['## Requirements\n\n| ID | What |\n| -- | ---- |\n| R1 | one |\n', ['requirement R1 one']],
    ['## Risks\n\n- **R1**: it rains\n', []],
    ['SC2164: use cd ... || exit\n', []],
  ])('%j defines %j', (text, defined) => {
    expect(read(`# Plan\n\n${text}`).requirements.map(({ kind, id, title }) => `${kind} ${id} ${title.value}`)).toEqual(
      defined,
    );
  });

  it.each([
    ['_Requirements: 1.2, 3.4_', ['1.2', '3.4']],
    ['- **Validates: Requirements 2.1, 2.2**', ['2.1', '2.2']],
    ['_Requirements: 1.1-1.4_', ['1.1-1.4']],
    ['Requirements: 2 servers, 3 GB', []],
    ['- [ ] T001 [US1] Do it (Spec §FR-010)', ['US1', 'FR-010']],
    ['FR-001 to FR-004, NFR-2', ['FR-001 to FR-004', 'NFR-2']],
    ['- [ ] Task 1 (AC: 1, 3)', ['1', '3']],
    ['```\nFR-001\n```\n<!-- FR-002 -->', []],
    ['see docs/FR-001.md and XFR-001', []],
  ])('%j names %j', (text, named) => {
    const plan = read(`# Plan\n\n${text}\n`);
    expect(plan.requirementReferences.map(({ span }) => plan.source.slice(span))).toEqual(named);
  });

  // What took quadratic time would not be through before the test is over.
  it('never make reading slow', () => {
    for (const text of [
      `(AC: ${'1'.repeat(5000)}`,
      `(AC: ${'1 '.repeat(5000)}`,
      `_Requirements: ${' '.repeat(50_000)}x`,
      'FR-001 - '.repeat(5000),
      'User Stories 1 and '.repeat(3000),
      `**FR-001${'-A'.repeat(5000)}`,
      `- [x] T1 ${'a/'.repeat(20_000)}`,
    ])
      expect(read(`# Plan\n\n${text}\n`).sections.map(({ title }) => title)).toEqual(['Plan']);
  });
});

it('fixtures and expectations come in pairs', () => {
  expect(sets.filter((name) => !existsSync(join(folder, `${name}.expect`)))).toEqual([]);
});
