import { archiveFolders } from '../model/language/archive-folders.ts';
import { isTemplateFolder, isTemplateName } from '../model/language/template-names.ts';

/** Extensions of Markdown files. */
const MARKDOWN = /\.(?:md|markdown|mdc)$/i;

/** Whether a folder walk looks at a file. */
export function isMarkdown(path: string): boolean {
  return MARKDOWN.test(path);
}

const NAMES = /(?:^|[-_. ])(?:plans?|roadmap|tasks|todo)(?:[-_. ]|$)/i;
const FOLDERS = [
  /(?:^|\/)docs\/plans\/./,
  /(?:^|\/)specs\/[^/]+\/(?:spec|plan|tasks)\.md$/,
  /(?:^|\/)\.kiro\/specs\/./,
  /(?:^|\/)openspec\/changes\/./,
  /(?:^|\/)docs\/superpowers\/plans\/./,
  /(?:^|\/)\.cursor\/plans\/./,
  /(?:^|\/)backlog\/(?:tasks|completed|drafts)\/./,
  /(?:^|\/)docs\/stories\/./,
];
/** Whether plans are expected at a path (forward slashes), by its name or its folder. */
export function isWellKnown(path: string): boolean {
  return isMarkdown(path) && (NAMES.test(nameOf(path)) || FOLDERS.some((folder) => folder.test(path)));
}

/**
 * How surely a file is to be linted, before anybody has read it: certainly, since somebody named it or it lies where
 * nothing but plans do; likely, by its name; perhaps, if it turns out to be a plan.
 */
export type Expectation = 'certain' | 'likely' | 'perhaps';

/** How surely a file at a path (forward slashes) that nobody named is to be linted. */
export function expectationOf(path: string): Expectation {
  if (!isWellKnown(path)) return 'perhaps';
  const isOther = whyNotFile(nameOf(path)) !== undefined;
  return !isOther && FOLDERS.some((folder) => folder.test(path)) ? 'certain' : 'likely';
}

/** Folders in which coding agents look for what they are told. */
const AGENT_TOOLS = new Set(
  (
    '.agent .agents .amazonq .augment .claude .cline .clinerules .codebuddy .codex .continue .cursor .factory .gemini ' +
    '.github .iflow .junie .kilocode .kiro .opencode .pi .qoder .qwen .roo .trae .windsurf'
  ).split(' '),
);
/** Folders inside of those that hold nothing else: a tool may keep plans beside them. */
const AGENT_FOLDER =
  /^(?:agents?|chatmodes|commands?|instructions|modes?|output-styles|prompts|rules(?:-.+)?|skills?|subagents|workflows)$/;
/** Folders of a skill, by the specification of skills and by habit. */
const SKILL_FOLDER = /(?:^|\/)skills?\/[^/]+\/(?:assets|examples|prompts|references?|resources)$/;
const AGENT_FILE =
  /^(?:AGENTS|CLAUDE|GEMINI|SKILL|copilot-instructions)\.md$|\.(?:agent|chatmode|instructions|prompt)\.md$/;

/** What is said of a file that tells a coding agent what to do. */
export const INSTRUCTIONS = 'instructions for an agent';
/** What is said of a file that documents are made from. */
export const TEMPLATE = 'a template';

/** Why nothing in a folder (forward slashes) is linted unless somebody names it; undefined where that is not so. */
export function whyNotFolder(path: string, archives: boolean): string | undefined {
  const [name = '', parent = ''] = path.split('/').slice(-2).toReversed();
  if (name === 'node_modules') return 'installed packages';
  if (/^\.(?:git|hg|svn|jj)$/.test(name)) return 'version control';
  if (isTemplateFolder(name)) return 'a folder of templates';
  if ((AGENT_TOOLS.has(parent) && AGENT_FOLDER.test(name)) || SKILL_FOLDER.test(path)) return INSTRUCTIONS;
  if (archives && isArchive(name.toLowerCase())) return 'an archive folder';
  return undefined;
}

/** Why a file of this name is not linted unless somebody names it; undefined where that is not so. */
export function whyNotFile(name: string): string | undefined {
  if (!isMarkdown(name)) return 'not Markdown by its extension';
  if (isTemplateName(name.replace(MARKDOWN, ''))) return TEMPLATE;
  return AGENT_FILE.test(name) ? INSTRUCTIONS : undefined;
}

function isArchive(name: string): boolean {
  return archiveFolders.has(name) || archiveFolders.has(name.replace(/^[._]/, ''));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
