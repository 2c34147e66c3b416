import { vocabulary } from '../model/words.ts';

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
/** A folder with a file for each task; what else lies there is no plan. */
const TASK_FOLDERS = /(?:^|\/)(?:tasks\/(?:[^/.]+\/)?[^/]+|specs\/\d{2,}-[^/]+\/README\.md)$/;

/** What is said where no path was given and nothing was found. */
export const wellKnown =
  'files with plan, plans, roadmap, tasks or todo in their name, and docs/plans/, specs/*/{spec,plan,tasks}.md, .kiro/specs/, openspec/changes/, docs/superpowers/plans/, .cursor/plans/, backlog/tasks/, docs/stories/; and for plans in tasks/ and specs/NNN-*/README.md';

/** Whether plans are expected at a path (forward slashes): what lies there is linted without a look at whether it is a plan. */
export function isWellKnown(path: string): boolean {
  return isMarkdown(path) && (NAMES.test(nameOf(path)) || FOLDERS.some((folder) => folder.test(path)));
}

/** Whether plans may lie at a path (forward slashes): what lies there is linted if it is a plan. */
export function mayHoldPlan(path: string): boolean {
  return isMarkdown(path) && TASK_FOLDERS.test(path);
}

const TEMPLATE_FOLDER = /^[._]?templates?$/i;
const TEMPLATE_FILE = /(?:^|[-._ ])template\.(?:md|markdown|mdc)$/i;

/** Why nothing in a folder of this name is linted unless somebody names it; undefined where that is not so. */
export function whyNotFolder(name: string, archives: boolean): string | undefined {
  if (name === 'node_modules') return 'installed packages';
  if (/^\.(?:git|hg|svn|jj)$/.test(name)) return 'version control';
  if (TEMPLATE_FOLDER.test(name)) return 'a folder of templates';
  if (archives && isArchive(name.toLowerCase())) return 'an archive folder';
  return undefined;
}

/** Why a file of this name is not linted unless somebody names it; undefined where that is not so. */
export function whyNotFile(name: string): string | undefined {
  if (!isMarkdown(name)) return 'not Markdown by its extension';
  return TEMPLATE_FILE.test(name) ? 'a template' : undefined;
}

function isArchive(name: string): boolean {
  return vocabulary.archiveFolders.has(name) || vocabulary.archiveFolders.has(name.replace(/^[._]/, ''));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
