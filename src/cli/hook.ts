import { resolve } from 'node:path';
import type { Finding, LintResult } from '../engine/finding.ts';
import { textIfRead } from '../engine/files/load.ts';
import { isMarkdown } from '../engine/discovery.ts';
import { agentReport } from '../report/agent.ts';
import { counted } from '../report/tally.ts';
import type { Command } from './command.ts';
import { configOptions, configsOf } from './config-options.ts';
import { blockFor, contextFor, fits } from './hook/answer.ts';
import { type Edited, type HookEvent, readEvent } from './hook/event.ts';
import { committed } from './hook/committed.ts';
import { lookAt } from './hook/look.ts';
import { Memory } from './hook/memory.ts';
import type { Arguments } from './arguments.ts';
import type { Terminal } from './terminal.ts';

/** What agents are sent back for: the plan says that something is done that is not, or a gate has become less. */
const CONTRADICTIONS: ReadonlySet<string> = new Set([
  'no-premature-task',
  'no-unfinished-plan',
  'no-inconsistent-task-state',
  'no-contradictory-status',
  'no-weakened-gate',
]);

/** Most times that an agent is sent back in a session, whatever it does. */
const TIMES = 5;
/** Most findings that are told at once. */
const FEW = 10;

/** Tells coding agents what their edits did to a plan. */
export const hook: Command = {
  usage: 'hook',
  description:
    'Tell a coding agent what its edits did to a plan: reads what Claude Code, Codex, Copilot, Gemini or Cursor sends a hook by the standard input and answers in its shape. After an edit: what is new in that file; at the end: sends the agent back once where its edits contradict the rest of the plan',
  options: configOptions,
  examples: [['planvet hook < event.json', 'what a host would be told; docs/agents.md has how hosts are set up']],
  async run(args, terminal) {
    let answer: object = {};
    try {
      const event = readEvent(new TextDecoder().decode(await terminal.input()));
      if (event) answer = await answerTo(event, args, terminal);
    } catch (error) {
      // An agent goes on whatever becomes of us.
      terminal.say(`planvet: the hook said nothing: ${error instanceof Error ? error.message : String(error)}`);
    }
    terminal.out(`${JSON.stringify(answer)}\n`);
    return 0;
  },
};

async function answerTo(event: HookEvent, args: Arguments, terminal: Terminal): Promise<object> {
  const cwd = event.cwd === undefined ? terminal.cwd : resolve(terminal.cwd, event.cwd);
  const context = { terminal: { ...terminal, cwd }, configs: configsOf(args, cwd) };
  return event.kind === 'edit' ? afterEdit(event, context) : atStop(event, context);
}

type Context = Parameters<typeof lookAt>[2];

/** What is new in the files that were edited, as context. */
async function afterEdit(event: HookEvent, context: Context): Promise<object> {
  const memory = memoryOf(event, context.terminal);
  const results: LintResult[] = [];
  const byPath = new Map<string, Edited[]>();
  for (const edited of event.edits) {
    const path = resolve(context.terminal.cwd, edited.path);
    byPath.set(path, [...(byPath.get(path) ?? []), edited]);
  }
  for (const [path, edits] of byPath) {
    const now = isMarkdown(path) ? textIfRead(path) : undefined;
    if (now === undefined) continue;
    const known = memory?.file(path);
    // The last edit is taken back first.
    const undone = edits.reduceRight<string | undefined>(
      (text, edited) => (text === undefined ? undefined : edited.before(text)),
      now,
    );
    const before = undone ?? known?.last ?? committed(path, context.terminal) ?? '';
    const result = before === now ? undefined : await lookAt(path, before, context);
    // A file that is no plan is none of ours.
    if (!result) continue;
    remember(memory, { path, first: known?.first ?? before, last: now }, context.terminal);
    if (result.findings.length > 0) results.push(result);
  }
  return results.length === 0 ? {} : contextFor(event, said(results, 'new since this edit'));
}

/** Sends the agent back for what its edits contradict, once. */
async function atStop(event: HookEvent, context: Context): Promise<object> {
  if (event.isSentBack || event.isBusy) return {};
  const memory = memoryOf(event, context.terminal);
  const told = memory?.told ?? { fingerprints: [], times: TIMES };
  if (!memory || told.times >= TIMES) return {};
  const known = new Set(told.fingerprints);
  const results: LintResult[] = [];
  const fresh: string[] = [];
  for (const { path, first } of memory.files()) {
    const now = textIfRead(path);
    const result = now === undefined || now === first ? undefined : await lookAt(path, first, context);
    const findings = (result?.findings ?? []).filter(isContradiction).filter((finding) => {
      const name = `${path} ${finding.fingerprint}`;
      if (known.has(name)) return false;
      fresh.push(name);
      return true;
    });
    if (result && findings.length > 0) results.push({ ...result, findings });
  }
  if (results.length === 0) return {};
  // Where this cannot be kept the agent is not sent back: it might be for ever.
  memory.tell({ fingerprints: [...told.fingerprints, ...fresh], times: told.times + 1 });
  return blockFor(event, said(results, 'what this session changed contradicts the rest of the plan'));
}

function isContradiction({ ruleId, messageId, certainty }: Finding): boolean {
  const isGate = ruleId === 'no-removed-task' && messageId === 'item';
  return isGate || (CONTRADICTIONS.has(ruleId) && certainty === 'certain');
}

/** What is known of a session; nothing where nobody knows which it is, or nothing can be kept. */
function memoryOf({ host, session }: HookEvent, { cwd, say }: Terminal): Memory | undefined {
  if (session === undefined) return undefined;
  try {
    return new Memory(`${host}\0${session}\0${cwd}`);
  } catch (error) {
    say(`planvet: nothing is kept of this session: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function remember(memory: Memory | undefined, file: Parameters<Memory['remember']>[0], { say }: Terminal): void {
  try {
    memory?.remember(file);
  } catch (error) {
    say(`planvet: ${file.path} is not kept: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Findings as the format `agent` has them, as many as a host takes, and what they are about. */
function said(results: readonly LintResult[], lead: string): string {
  const count = results.reduce((total, { findings }) => total + findings.length, 0);
  for (let most = FEW; ; most--) {
    const report = agentReport(results, { maxFindings: most });
    const text = `planvet: ${lead}: ${counted(count, 'problem')}\n${JSON.stringify(report)}`;
    if (fits(text) || most === 0) return text;
  }
}
