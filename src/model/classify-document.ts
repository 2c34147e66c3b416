import type { Nodes } from 'mdast';
import { spanOf } from '../parse.ts';
import type { Plan } from './plan/plan.ts';
import { treeOf } from './document/tree.ts';

/** What a document is that may look like a plan and is none. */
export type OtherKind = 'instructions' | 'template';

/** Keys of commands, prompts, skills and rules that mean nothing elsewhere. */
const ONLY_INSTRUCTIONS = new Set(
  (
    'agent_scripts allowed-tools allowedTools alwaysApply applyTo argument-hint disable-model-invocation ' +
    'disallowed-tools disallowedTools fileMatchPattern handoffs inclusion maxTurns permissionMode user-invocable'
  ).split(' '),
);
/** Keys of agents, prompts and skills that say so next to a description. */
const WITH_DESCRIPTION = new Set(
  'agent color globs mode model permission scripts subtask temperature tools trigger'.split(' '),
);
/** Keys of which a skill has the first two. */
const SKILL = new Set('name description license compatibility metadata version author'.split(' '));
/** Keys of a plan that are no field of it. */
const OF_PLAN = new Set('epic isProject milestone overview phase plan tasks todos wave'.split(' '));

/** Blocks in which agents are told what to do; those that the plans of some tools have too are left out. */
const BLOCK =
  /^<(constraints|critical|directives|guidelines|instructions|persona|procedure|process|purpose|required_reading|role|rules|system_prompt)>\s*$/gm;

const CONTROL_START =
  /^[ \t]*(?:\{\{[-~]?\s{0,9}(?:#(?:each|if|unless|with)|if|range|IF|UNLESS)\s|\{%-?\s{0,9}(?:for|if|unless)\s)/m;
const CONTROL_END =
  /\{\{[-~]?\s*(?:(?:\/(?:each|if|unless|with)|end)\s*[-~]?|END(?:IF|UNLESS)\b[^{}]*)\}\}|\{%-?\s*end(?:for|if|unless)\s*-?%\}/;

/** Folders in which instructions may lie, and plans as well. */
const FOLDER = /(?:^|[/_-])(?:agents|chatmodes|commands|instructions|prompts|skills|subagents|workflows)\//;
const INCLUDE = /^\{\{(?=[^{}\r\n]*\/)[^{}\r\n]*\}\}\s*$/m;
const ADDRESS = /^(?:\s*#[^\r\n]*[\r\n])*\s*(?:\*\*)?You are (?:now |an? |the |\w+ing )/;

/**
 * What a document is by its contents, where that is no plan: instructions for an agent (a command, a prompt, a skill, a
 * rule) or a template with control tags. What front matter says of a plan outweighs all else.
 */
export function otherKind(plan: Plan): OtherKind | undefined {
  const frontMatter = plan.fields.filter(({ place }) => place === 'front-matter');
  const keys = frontMatter.map(({ label }) => label.value);
  if (plan.template?.how === 'directive') return undefined;
  if (frontMatter.some(({ role }) => role && role !== 'owner') || keys.some((key) => OF_PLAN.has(key)))
    return undefined;
  const { prose, isArgument, isFenced } = look(plan);
  if (CONTROL_START.test(prose) && CONTROL_END.test(prose)) return 'template';
  const blocks = new Set(
    [...prose.matchAll(BLOCK)].map(([, name]) => name).filter((name) => prose.includes(`</${name}>`)),
  );
  if (keys.some((key) => ONLY_INSTRUCTIONS.has(key)) || isArgument || blocks.size > 1) return 'instructions';
  // Work that has begun, or says where it is, is a plan with a title and a description.
  if (isAtWork(plan)) return undefined;
  if (instruct(keys) || isFenced) return 'instructions';
  if (!FOLDER.test(plan.path ?? '')) return undefined;
  const signs =
    blocks.size > 0 ||
    (keys.includes('description') && keys.every((key) => SKILL.has(key))) ||
    prose.includes('$ARGUMENTS') ||
    INCLUDE.test(prose) ||
    ADDRESS.test(prose.trimStart());
  return signs ? 'instructions' : undefined;
}

function isAtWork({ status, tasks }: Plan): boolean {
  return status.stated !== undefined || tasks.some(({ state }) => state === 'done' || state === 'in-progress');
}

/** Whether front matter with a description has more that an agent, a prompt or a skill has. */
function instruct(keys: readonly string[]): boolean {
  if (!keys.includes('description')) return false;
  return (
    keys.some((key) => WITH_DESCRIPTION.has(key)) || (keys.includes('name') && keys.every((key) => SKILL.has(key)))
  );
}

/** The text without code and front matter, and whether the arguments of a command stand by themselves in it, or in a fence. */
function look(plan: Plan): { prose: string; isArgument: boolean; isFenced: boolean } {
  const { text } = plan.source;
  let prose = '';
  let end = 0;
  let isFenced = false;
  const visit = (node: Nodes): void => {
    if (node.type === 'yaml' || node.type === 'code' || node.type === 'inlineCode') {
      const span = spanOf(node);
      prose += text.slice(end, span.start);
      end = span.end;
      isFenced ||= node.type === 'code' && node.value.trim() === '$ARGUMENTS';
    } else if ('children' in node) node.children.forEach(visit);
  };
  const tree = treeOf(plan);
  if (tree) visit(tree);
  prose += text.slice(end);
  return {
    prose,
    isArgument: prose.includes('$ARGUMENTS') && prose.split(/[\r\n]/).some((line) => line.trim() === '$ARGUMENTS'),
    isFenced,
  };
}
