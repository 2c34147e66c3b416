import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Memory } from '../src/cli/hook/memory.ts';
import type { AgentReport } from '../src/report/agent.ts';
import { Folder } from './called.ts';
import { has, home, Repository } from './repository.ts';

const plan = `# Shed

## Phase 1: Loans

- [x] T1 Saw
- [ ] T2 Sand (depends on T1)
- [ ] T3 Oil (depends on T2)
- [ ] T4 Lend (depends on T9)
`;
/** T3 is ticked before what it needs. */
const early = plan.replace('[ ] T3', '[x] T3');
const PATH = 'docs/plans/shed.md';

type Event = Record<string, unknown>;
type Answer = Record<string, unknown>;

/** What each host sends after an edit and at the end, and how it is answered. */
interface Talk {
  edit(file: string, old: string, now: string): Event;
  readonly stop: Event;
  context(answer: Answer): unknown;
  reason(answer: Answer): unknown;
}

const base = (cwd: string) => ({ session_id: 's-1', transcript_path: '/tmp/t.jsonl', cwd });
const inHook = (name: string) => (answer: Answer) => {
  const { hookSpecificOutput: own = {}, ...others } = answer as { hookSpecificOutput?: Answer };
  expect([others, own['hookEventName']]).toEqual([{}, name]);
  return own['additionalContext'];
};
const only =
  (key: string, beside: Answer = {}) =>
  (answer: Answer) => {
    const { [key]: value, ...others } = answer;
    expect(others).toEqual(beside);
    return value;
  };

const talks = (cwd: string): Record<string, Talk> => ({
  'claude-code': {
    edit: (file, old, now) => ({
      ...base(cwd),
      hook_event_name: 'PostToolUse',
      permission_mode: 'default',
      tool_name: 'Edit',
      tool_input: { file_path: join(cwd, file), old_string: 'x', new_string: 'y' },
      tool_response: { filePath: join(cwd, file), originalFile: old, structuredPatch: [], newText: now },
      tool_use_id: 'toolu_1',
    }),
    stop: {
      ...base(cwd),
      hook_event_name: 'Stop',
      stop_hook_active: false,
      last_assistant_message: 'Done.',
      background_tasks: [],
    },
    context: inHook('PostToolUse'),
    reason: only('reason', { decision: 'block' }),
  },
  codex: {
    edit: (file, old, now) => ({
      ...base(cwd),
      hook_event_name: 'PostToolUse',
      model: 'm',
      permission_mode: 'default',
      turn_id: 't-1',
      tool_name: 'apply_patch',
      tool_input: {
        command: `*** Begin Patch\n*** Update File: ${file}\n@@\n${old
          .split('\n')
          .map((line) => `-${line}`)
          .join('\n')}\n${now
          .split('\n')
          .map((line) => `+${line}`)
          .join('\n')}\n*** End Patch\n`,
      },
      tool_response: 'Success',
      tool_use_id: 'call_1',
    }),
    stop: {
      ...base(cwd),
      hook_event_name: 'Stop',
      model: 'm',
      permission_mode: 'default',
      turn_id: 't-1',
      stop_hook_active: false,
      last_assistant_message: null,
    },
    context: inHook('PostToolUse'),
    reason: only('reason', { decision: 'block' }),
  },
  copilot: {
    edit: (file, old, now) => ({
      sessionId: 's-1',
      timestamp: 1_767_225_600_000,
      cwd,
      toolName: 'edit',
      toolArgs: JSON.stringify({ path: file, old_str: old, new_str: now }),
      toolResult: { resultType: 'success', textResultForLlm: 'ok' },
    }),
    stop: {
      sessionId: 's-1',
      timestamp: 1_767_225_600_000,
      cwd,
      transcriptPath: '/tmp/t',
      stopReason: 'end_turn',
      stop_hook_active: false,
    },
    context: only('additionalContext'),
    reason: only('reason', { decision: 'block' }),
  },
  gemini: {
    edit: (file, old, now) => ({
      ...base(cwd),
      hook_event_name: 'AfterTool',
      timestamp: '2026-01-01T00:00:00Z',
      tool_name: 'replace',
      tool_input: { file_path: join(cwd, file), old_string: old, new_string: now },
      tool_response: { llmContent: 'ok' },
    }),
    stop: {
      ...base(cwd),
      hook_event_name: 'AfterAgent',
      timestamp: '2026-01-01T00:00:00Z',
      prompt: 'Go',
      prompt_response: 'Done.',
      stop_hook_active: false,
    },
    context: inHook('AfterTool'),
    reason: only('reason', { decision: 'deny' }),
  },
  cursor: {
    edit: (file, old, now) => ({
      conversation_id: 's-1',
      generation_id: 'g-1',
      workspace_roots: [cwd],
      hook_event_name: 'afterFileEdit',
      file_path: join(cwd, file),
      edits: [{ old_string: old, new_string: now }],
    }),
    stop: {
      conversation_id: 's-1',
      generation_id: 'g-1',
      workspace_roots: [cwd],
      hook_event_name: 'stop',
      status: 'completed',
    },
    context: only('additional_context'),
    reason: only('followup_message'),
  },
});
const hosts = Object.keys(talks(''));

/** The findings that a text for an agent holds, by rule. */
function rulesIn(text: unknown): string[] {
  const [lead, json = ''] = String(text).split('\n');
  expect(lead).toMatch(/^planvet: /);
  return (JSON.parse(json) as AgentReport).groups.flatMap(({ rule, findings }) => findings.map(() => rule));
}

const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'planvet-sessions-')));
const before = process.env['TMPDIR'];
beforeEach(() => void (process.env['TMPDIR'] = temporary));
afterEach(() => {
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary);
});
afterAll(() => {
  rmSync(temporary, { recursive: true });
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
});

describe.each(hosts)('planvet hook for %s', (host) => {
  let folder = new Folder();
  const talk = () => talks(folder.path)[host] as Talk;
  beforeEach(() => {
    folder = new Folder();
    folder.put(PATH, plan);
  });
  afterEach(() => folder.remove());
  /** Exactly one JSON document on the output, and always exit code 0. */
  const tell = async (event: Event) => {
    const { code, out, said } = await folder.planvet(['hook'], { input: JSON.stringify(event) });
    expect([code, said]).toEqual([0, []]);
    return JSON.parse(out) as Answer;
  };
  const edit = (now: string, old: string, path = PATH) => {
    folder.put(path, now);
    return tell(talk().edit(path, old, now));
  };

  it('says after an edit what is new in that file, and nothing else', async () => {
    const answer = await edit(early, plan);
    expect(rulesIn(talk().context(answer))).toEqual(['no-premature-task']);
    expect(await edit(`${early}\nText.\n`, early)).toEqual({});
    expect(await edit('# Notes\n\n- [ ] milk [Name]\n', '# Notes\n', 'notes.md')).toEqual({});
    expect(await edit('- [ ] T1 [Name]', '', 'src/plan.ts')).toEqual({});
  });

  it('sends the agent back at the end, once, for what its edits contradict', async () => {
    await edit(early, plan);
    const answer = await tell(talk().stop);
    expect(rulesIn(talk().reason(answer))).toEqual(['no-premature-task']);
    expect(await tell(talk().stop)).toEqual({});
    // What comes up later is told, once.
    await edit(early.replace('[ ] T4', '[x] T4').replace('T9', 'T2'), early);
    expect(rulesIn(talk().reason(await tell(talk().stop)))).toEqual(['no-premature-task']);
    expect(await tell(talk().stop)).toEqual({});
  });

  it('lets it end with open work, with what was there before, and with what it has mended', async () => {
    expect(await tell(talk().stop)).toEqual({});
    await edit(plan.replace('T4 Lend', 'T4 Lend the saw'), plan);
    expect(await tell(talk().stop)).toEqual({});
    await edit(early, plan);
    await edit(plan, early);
    expect(await tell(talk().stop)).toEqual({});
    folder.put('docs/plans/old.md', early);
    await edit(`${early}\nText.\n`, early, 'docs/plans/old.md');
    expect(await tell(talk().stop)).toEqual({});
  });
});

describe('planvet hook', () => {
  const folder = new Folder();
  afterAll(() => folder.remove());
  const { 'claude-code': claude } = talks(folder.path) as { 'claude-code': Talk };
  const tell = async (event: unknown) => {
    const { code, out, said } = await folder.planvet(['hook'], {
      input: typeof event === 'string' ? event : JSON.stringify(event),
    });
    expect(code).toBe(0);
    return { answer: JSON.parse(out) as Answer, said };
  };
  const begin = async () => {
    folder.put(PATH, early);
    await tell(claude.edit(PATH, plan, early));
  };

  it('sends nobody back whom a hook has sent back, nor while something runs', async () => {
    await begin();
    expect((await tell({ ...claude.stop, stop_hook_active: true })).answer).toEqual({});
    expect((await tell({ ...claude.stop, background_tasks: [{ id: 'b1', status: 'running' }] })).answer).toEqual({});
    const done = { ...claude.stop, background_tasks: [{ id: 'b1', status: 'completed' }] };
    expect((await tell(done)).answer).toMatchObject({ decision: 'block' });
  });

  it('sends nobody back for ever, whatever the agent does', async () => {
    await begin();
    let blocks = 0;
    for (let turn = 0; turn < 12; turn++) {
      const text = `${early}${`- [x] X${turn} Carry (depends on T2)\n`.repeat(1)}`;
      folder.put(PATH, text);
      await tell(claude.edit(PATH, early, text));
      if ('decision' in (await tell(claude.stop)).answer) blocks++;
    }
    expect(blocks).toBe(5);
  });

  it('knows a session by its id and its folder', async () => {
    await begin();
    expect((await tell({ ...claude.stop, session_id: 's-2' })).answer).toEqual({});
    const { session_id: _, ...nameless } = claude.stop;
    expect((await tell(nameless)).answer).toEqual({});
  });

  it('sends nobody back where it cannot keep for what', async () => {
    await begin();
    const [own = ''] = readdirSync(temporary);
    chmodSync(join(temporary, own), 0o777);
    const { answer, said } = await tell(claude.stop);
    expect([answer, said]).toEqual([{}, [expect.stringContaining('nothing is kept of this session')]]);
  });

  it.each([
    ['no JSON', '{'],
    ['nothing', ''],
    ['a number', '1'],
    ['wrong types', '{"hook_event_name":1}'],
  ])('lets the agent go on where it is given %s', async (_, text) => {
    const { answer, said } = await tell(text);
    expect([answer, said]).toEqual([{}, [expect.stringContaining('the hook said nothing')]]);
  });

  it('has nothing to say to other events, to other tools, of files that are gone', async () => {
    const edit = claude.edit(PATH, plan, early);
    for (const event of [
      { ...edit, hook_event_name: 'PreToolUse' },
      { ...edit, hook_event_name: 'SubagentStop' },
      { ...edit, tool_name: 'Read' },
      { ...edit, tool_input: {} },
      { ...edit, tool_input: { file_path: join(folder.path, 'gone.md') } },
    ])
      expect(await tell(event)).toEqual({ answer: {}, said: [] });
  });

  it('exits with 1 where it is called wrongly, which stops no agent', async () => {
    expect(await folder.planvet(['hook', '--loud'], { input: '{}' })).toMatchObject({ code: 1, out: '' });
  });

  it('takes several edits of a batch together', async () => {
    const first = plan.replace('[ ] T2', '[x] T2');
    const second = first.replace('[ ] T4 Lend (depends on T9)', '[x] T4 Lend (depends on T3)');
    folder.put(PATH, second);
    const file_path = join(folder.path, PATH);
    const { answer } = await tell({
      ...claude.stop,
      hook_event_name: 'PostToolBatch',
      tool_calls: [
        { tool_name: 'Edit', tool_input: { file_path, old_string: '[ ] T2', new_string: '[x] T2' } },
        {
          tool_name: 'MultiEdit',
          tool_input: {
            file_path,
            edits: [
              { old_string: '[ ] T4', new_string: '[x] T4' },
              { old_string: 'T9', new_string: 'T3' },
            ],
          },
        },
      ],
    });
    expect(rulesIn(inHook('PostToolBatch')(answer))).toEqual(['no-premature-task']);
  });

  it.each([
    ['no-weakened-gate', (text: string) => text.replace('[ ] T4', '[x] T4')],
    ['no-removed-task', (text: string) => text],
  ])('tells of an item of a gate that is gone: %s', async (rule, change) => {
    const done = plan.replaceAll(/\[ \] (?=T[23])/g, '[x] ').replace('T9', 'T1');
    const gate = `${done}\n### Phase 1 Completion Criteria\n\n- [x] Ada agrees\n- [ ] All saws are cut\n`;
    const less = change(gate.replace('- [ ] All saws are cut\n', ''));
    folder.put(PATH, less);
    const session = { session_id: rule };
    const { answer } = await tell({ ...claude.edit(PATH, gate, less), ...session });
    expect(rulesIn(claude.context(answer))).toEqual([rule]);
    expect(rulesIn(claude.reason((await tell({ ...claude.stop, ...session })).answer))).toEqual([rule]);
  });

  it('says no more than hosts take', async () => {
    const many = `# Shed\n\n${Array.from({ length: 300 }, (_, index) => `- [ ] T${index + 100} Oil the ${'very '.repeat(60)}long [Name ${index}]\n`).join('')}`;
    folder.put(PATH, many);
    const { answer } = await tell(claude.edit(PATH, '', many));
    const text = String(claude.context(answer));
    expect(text.length).toBeLessThan(9000);
    expect(text).toContain('"left":');
    const huge = `# Shed\n\n## ${'Very long '.repeat(1000)}\n\n## Work\n\n- [ ] T1 Oil\n- [ ] T2 Saw\n`;
    folder.put(PATH, huge);
    const context = String(claude.context((await tell(claude.edit(PATH, '', huge))).answer));
    expect(context.length).toBeLessThan(9000);
  });
});

describe('the memory of a session', () => {
  const place = join(temporary, 'memory');

  it('belongs to us alone, and forgets sessions after a week', () => {
    const memory = new Memory('one', place);
    memory.remember({ path: '/a.md', first: 'a', last: 'b' });
    memory.tell({ fingerprints: ['x'], times: 1 });
    expect([new Memory('one', place).files(), memory.told.times]).toEqual([
      [{ path: '/a.md', first: 'a', last: 'b' }],
      1,
    ]);
    const [own = ''] = readdirSync(place);
    const old = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000);
    utimesSync(join(place, own), old, old);
    expect(new Memory('two', place).files()).toEqual([]);
    expect(readdirSync(place)).toHaveLength(1);
  });

  it('takes what is damaged for nothing', () => {
    const memory = new Memory('one', place);
    memory.remember({ path: '/a.md', first: 'a', last: 'b' });
    const [own = ''] = readdirSync(place);
    for (const name of readdirSync(join(place, own))) writeFileSync(join(place, own, name), '{"path":1}');
    writeFileSync(join(place, own, 'told.json'), '<<<');
    expect([memory.files(), memory.told]).toEqual([[], { fingerprints: [], times: 0 }]);
  });

  it('is refused where others can write', () => {
    mkdirSync(place, { mode: 0o777 });
    chmodSync(place, 0o777);
    expect(() => new Memory('one', place)).toThrow('not a folder of ours alone');
  });
});

describe.skipIf(!has('git'))('the examples of docs/agents', () => {
  const repository = new Repository().install();
  afterAll(() => repository.remove());

  /** What an example runs for its events, in their order. */
  function commandsIn(value: unknown): string[] {
    if (typeof value !== 'object' || value === null) return [];
    const { command, bash } = value as { command?: string; bash?: string };
    const own = command ?? bash;
    return [...(own === undefined ? [] : [own]), ...Object.values(value).flatMap(commandsIn)];
  }

  it.each([
    ['claude-code', 'settings.json', { CLAUDE_PROJECT_DIR: repository.folder }],
    ['codex', 'hooks.json', {}],
    ['copilot', 'planvet.json', {}],
    ['gemini', 'settings.json', { GEMINI_PROJECT_DIR: repository.folder }],
    ['cursor', 'hooks.json', {}],
  ])('work as pasted: %s', async (host, file, env) => {
    const text = readFileSync(join(home, 'docs/agents', host, file), 'utf8');
    const commands = commandsIn((JSON.parse(text) as { hooks: unknown }).hooks);
    expect(commands.length).toBe(2);
    const talk = talks(repository.folder)[host] as Talk;
    repository.write(PATH, early);
    const options = { env: { ...env, TMPDIR: temporary }, input: JSON.stringify(talk.edit(PATH, plan, early)) };
    const ran = await repository.run('sh', ['-c', commands[0] ?? ''], options);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(rulesIn(talk.context(JSON.parse(ran.stdout) as Answer))).toEqual(['no-premature-task']);
    expect(new Set(commands).size).toBe(1);
    expect(readFileSync(join(home, 'docs/agents.md'), 'utf8')).toContain(`](agents/${host}/${file})`);
  });
});
