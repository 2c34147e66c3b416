import * as v from 'valibot';

/** The programs that call hooks. */
export type Host = 'claude' | 'codex' | 'copilot' | 'gemini' | 'cursor';

/** A file that an agent has changed. */
export interface Edited {
  /** As the host has it. */
  readonly path: string;
  /** What the file was before, out of what it is by now; undefined where the host does not say it. */
  before(now: string): string | undefined;
}

/** What a host has to say, whatever the host. */
export interface HookEvent {
  readonly host: Host;
  readonly kind: 'edit' | 'stop';
  /** As the host calls it. */
  readonly name: string;
  /** Undefined where the host does not say which session this is. */
  readonly session: string | undefined;
  readonly cwd: string | undefined;
  readonly edits: readonly Edited[];
  /** Whether the agent goes on only because a hook has sent it back. */
  readonly isSentBack: boolean;
  /** Whether something that the agent has started is still at work. */
  readonly isBusy: boolean;
}

const anything = v.optional(v.unknown());
const text = v.optional(v.nullable(v.string()));
const call = v.looseObject({ tool_name: text, tool_input: anything, tool_response: anything });
const input = v.looseObject({
  hook_event_name: text,
  session_id: text,
  sessionId: text,
  conversation_id: text,
  turn_id: text,
  cwd: text,
  workspace_roots: v.optional(v.array(v.string())),
  tool_name: text,
  tool_input: anything,
  tool_response: anything,
  tool_result: anything,
  tool_calls: v.optional(v.array(call)),
  toolName: text,
  toolArgs: anything,
  stop_reason: text,
  stopReason: text,
  file_path: text,
  edits: anything,
  stop_hook_active: v.optional(v.nullable(v.boolean())),
  background_tasks: v.optional(v.nullable(v.array(v.unknown()))),
});
type Input = v.InferOutput<typeof input>;

const kinds: ReadonlyMap<string, HookEvent['kind']> = new Map([
  ['PostToolUse', 'edit'],
  ['PostToolBatch', 'edit'],
  ['AfterTool', 'edit'],
  ['afterFileEdit', 'edit'],
  ['postToolUse', 'edit'],
  ['Stop', 'stop'],
  ['AfterAgent', 'stop'],
  ['stop', 'stop'],
  ['agentStop', 'stop'],
]);

/** Reads what a host sends; undefined for events that are nothing to us. Throws where it is nothing that a host sends. */
export function readEvent(json: string): HookEvent | undefined {
  const given = v.parse(input, JSON.parse(json));
  const name = given.hook_event_name ?? (given.toolName ? 'postToolUse' : given.stopReason ? 'agentStop' : '');
  const kind = kinds.get(name);
  if (kind === undefined) return undefined;
  return {
    host: hostOf(given, name),
    kind,
    name,
    session: given.session_id ?? given.sessionId ?? given.conversation_id ?? undefined,
    cwd: given.cwd || given.workspace_roots?.[0],
    edits: kind === 'edit' ? editsOf(given) : [],
    isSentBack: given.stop_hook_active === true,
    isBusy: (given.background_tasks ?? []).some(isAtWork),
  };
}

/** Whether a task in the background may still run. */
function isAtWork(task: unknown): boolean {
  const read = v.safeParse(v.looseObject({ status: v.string() }), task);
  return !read.success || !/^(?:cancel|complete|done|fail|finish|kill|stop)/i.test(read.output.status);
}

function hostOf(given: Input, name: string): Host {
  if (name === 'AfterTool' || name === 'AfterAgent') return 'gemini';
  if (name === 'afterFileEdit' || name === 'stop') return 'cursor';
  const isCopilot = given.sessionId ?? given.stop_reason ?? given.tool_result;
  if (isCopilot !== undefined && isCopilot !== null) return 'copilot';
  return given.turn_id ? 'codex' : 'claude';
}

function editsOf(given: Input): Edited[] {
  if (given.file_path) return [{ path: given.file_path, before: (now) => undone(now, pairsIn(given.edits)) }];
  const calls = given.tool_calls ?? [
    {
      tool_name: given.tool_name ?? given.toolName,
      tool_input: given.tool_input ?? given.toolArgs,
      tool_response: given.tool_response,
    },
  ];
  return calls.flatMap(({ tool_name: tool, tool_input: args, tool_response: response }) =>
    WRITES.test(tool ?? '') ? editsOfCall(parsed(args), response) : [],
  );
}

/** Tools that change files, in all hosts: `Edit`, `Write`, `apply_patch`, `str_replace_editor`, `create`. */
const WRITES = /edit|write|replace|create|patch/i;

/** Some hosts hand over arguments as JSON in a text; what is none is a patch. */
function parsed(args: unknown): unknown {
  if (typeof args !== 'string') return args;
  try {
    return JSON.parse(args);
  } catch {
    return { patch: args };
  }
}

const args = v.looseObject({
  file_path: text,
  filePath: text,
  filepath: text,
  path: text,
  old_string: text,
  new_string: text,
  old_str: text,
  new_str: text,
  edits: anything,
  input: text,
  patch: text,
  command: anything,
});

function editsOfCall(given: unknown, response: unknown): Edited[] {
  const read = v.safeParse(args, given);
  if (!read.success) return [];
  const { file_path, filePath, filepath, path, edits, input, patch, command } = read.output;
  const file = file_path ?? filePath ?? filepath ?? path;
  if (!file) {
    const words = Array.isArray(command) ? command : [command];
    return [patch, input, ...words].flatMap((words) => (typeof words === 'string' ? filesOfPatch(words) : []));
  }
  const original = v.safeParse(v.looseObject({ originalFile: v.nullable(v.string()) }), response);
  if (original.success) return [{ path: file, before: () => original.output.originalFile ?? '' }];
  const pairs = [...pairsIn([read.output]), ...pairsIn(edits)];
  return [{ path: file, before: (now) => undone(now, pairs) }];
}

/** The files that a patch of Codex adds, changes or moves to; its hunks say what was there before. */
function filesOfPatch(patch: string): Edited[] {
  const parts = patch.replaceAll('\r\n', '\n').split(/^\*\*\* (?=(?:Add|Update|Delete) File: )/m);
  return parts.flatMap((part): Edited[] => {
    const [, verb, from = ''] = /^(Add|Update) File: (.+)$/m.exec(part) ?? [];
    if (verb === undefined) return [];
    if (verb === 'Add') return [{ path: from.trim(), before: () => '' }];
    const to = /^\*\*\* Move to: (.+)$/m.exec(part)?.[1] ?? from;
    const hunks = part.split(/^@@.*\n/m).slice(1);
    const side = (hunk: string, own: string) =>
      hunk
        .split('\n')
        .filter((line) => line.startsWith(' ') || line.startsWith(own))
        .map((line) => line.slice(1))
        .join('\n');
    const pairs = hunks.map((hunk) => [side(hunk, '-'), side(hunk, '+')] as const);
    return [{ path: to.trim(), before: (now) => undone(now, pairs) }];
  });
}

/** What was replaced by what, in order. */
type Replacements = readonly (readonly [old: string, now: string])[];

const pair = v.looseObject({ old_string: text, new_string: text, old_str: text, new_str: text });

function pairsIn(edits: unknown): Replacements {
  if (!Array.isArray(edits)) return [];
  return edits.flatMap((edit) => {
    const read = v.safeParse(pair, edit);
    if (!read.success) return [];
    const { old_string, new_string, old_str, new_str } = read.output;
    const [old, now] = [old_string ?? old_str, new_string ?? new_str];
    return typeof old === 'string' && typeof now === 'string' ? [[old, now] as const] : [];
  });
}

/** A text before its edits, where it is certain what these have replaced. */
function undone(now: string, pairs: Replacements): string | undefined {
  let text: string | undefined = pairs.length > 0 ? now : undefined;
  for (const [old, fresh] of pairs.toReversed()) {
    const parts: string[] | undefined = fresh === '' ? undefined : text?.split(fresh);
    text = parts?.length === 2 ? parts.join(old) : undefined;
  }
  return text;
}
