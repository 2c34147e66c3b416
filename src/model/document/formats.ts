import { isDigits } from '../language/characters.ts';
import type { SetRole } from '../plan/plan-set.ts';

/** The places that popular formats have for their documents. Paths have forward slashes. */

/** `TASK-010.md`, `P1-09.md`, `T14-publish.md`, `back-12 - Title.md`, and in a folder for tasks `017-title.md`. */
const TASK_FILE =
  /^(?!\d{4}-\d{2}-\d{2})(?!(?:plan|phase|v|version|release|adr|rfc|spec|chapter|part|week|day)[-_ ]?\d)([A-Za-z]+\d*[-_]?\d+(?:\.\d+)*[a-z]?|\d+(?:\.\d+)*[a-z]?)(?=[ ._-])/i;
/** taskmd counts in a base of its own: `01kz3c240-title.md`. */
const CODED_FILE = /^(?=[a-z]*\d)([\da-z]{8,12})-(?=[a-z])/;
/** A story of BMAD, by its epic and its number there: `1.2.story.md`, `1-2-title.md`, `story-1.2.md`. */
const STORY_FILE =
  /(?:^|\/)(?:stories|(?:implementation|sprint)-artifacts)\/(?:[^/]+\/)*(?:story[-. ])?(\d+)[.-](\d+)(?=[.-])[^/]*\.md$/i;
/** LeanSpec has a folder for each piece of work, `specs/012-title/README.md`, and names it by its number. */
const SPEC_FILE = /^(.*\/)?specs\/(?:archived?\/)?(\d{2,})-[^/]+\/README\.md$/i;
const TASK_FOLDER = /(?:^|\/)(?:tasks?(?:\/[^/.]+)?|tickets?|todos?|issues|stories|work-?items|backlog)$/i;
/** taskmd has folders for groups of tasks; ids are unique in all of them. */
const GROUPED = /^(?:.*\/)?tasks(?=\/[^/.]+$)/i;
const PHASE_FOLDER = /(?:^|\/)(?:phase|milestone|sprint|wave|epic|stage)[-_ ]?\d+[^/]*$/i;
const INDEX = /^(?:readme|index|_index|overview)\.md$/i;

/** Where a document stands among others that belong to it. */
export interface Place {
  readonly role: SetRole;
  /** The folder that holds the set; empty for the top. */
  readonly folder: string;
  /** How many folders deep below it documents of the set can lie. */
  readonly depth: number;
  /** Whether a path belongs to the set. */
  includes(path: string): boolean;
  /** Whether each document is a task of its own; such sets are large, and read only where one document names another. */
  readonly files: boolean;
}

/** The place of a document in a set, if its path has one. */
export function placeOf(path: string | undefined): Place | undefined {
  if (path === undefined) return undefined;
  const at = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, Math.max(at - 1, 0));
  const name = path.slice(at).toLowerCase();
  return (
    specPlace(path) ??
    changePlace(path) ??
    checklistPlace(folder, name) ??
    namedPlace(folder, name) ??
    taskPlace(folder, path.slice(at))
  );
}

/** In the folder of a specification of Kiro's: who has approved what. */
const APPROVALS = 'spec.json';

/** Whether a file of a set holds approvals; it is no document. */
export function holdsApprovals(path: string): boolean {
  return path.endsWith(`/${APPROVALS}`);
}

/** What a document of a set is for, by its path. */
export function roleOfPath(path: string): SetRole {
  if (holdsApprovals(path)) return 'approvals';
  return placeOf(path)?.role ?? 'other';
}

/** The name of the built-in template for documents at a path, if a format has that place. */
export function templateOfPath(path: string | undefined): string | undefined {
  return path === undefined ? undefined : CONVENTIONS.find(([pattern]) => pattern.test(path))?.[1];
}

const CONVENTIONS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)\.kiro\/specs\/(?:[^/]+\/)+requirements\.md$/, 'kiro-requirements'],
  [/(?:^|\/)\.kiro\/specs\/(?:[^/]+\/)+design\.md$/, 'kiro-design'],
  [/(?:^|\/)\.kiro\/specs\/(?:[^/]+\/)+tasks\.md$/, 'kiro-tasks'],
  [/(?:^|\/)openspec\/changes\/(?:[^/]+\/)+specs\/(?:[^/]+\/)*spec\.md$/, 'openspec-spec'],
  [/(?:^|\/)openspec\/changes\/(?:[^/]+\/)+proposal\.md$/, 'openspec-proposal'],
  [/(?:^|\/)openspec\/changes\/(?:[^/]+\/)+tasks\.md$/, 'openspec-tasks'],
  [/(?:^|\/)specs\/(?:[^/]+\/)+checklists\/[^/]+\.md$/, 'spec-kit-checklist'],
  [/(?:^|\/)specs\/(?:[^/]+\/)*(?:\d{3,}-[^/]+|main)\/spec\.md$/, 'spec-kit-spec'],
  [/(?:^|\/)specs\/(?:[^/]+\/)*(?:\d{3,}-[^/]+|main)\/plan\.md$/, 'spec-kit-plan'],
  [/(?:^|\/)specs\/(?:[^/]+\/)*(?:\d{3,}-[^/]+|main)\/tasks\.md$/, 'spec-kit-tasks'],
  [/(?:^|\/)docs\/superpowers\/plans\/[^/]+\.md$/, 'superpowers'],
  [/(?:^|\/)\.cursor\/plans\/(?:[^/]+\/)*[^/]+\.plan\.md$/, 'cursor-plan'],
  [STORY_FILE, 'bmad-story'],
  [/(?:^|\/)backlog\/(?:(?:archive\/)?tasks|completed|drafts)\/[^/]+ - [^/]+\.md$/, 'backlog-task'],
  [SPEC_FILE, 'lean-spec'],
  [/(?:^|\/)tasks\/(?:[^/]+\/)*[\da-z]*\d[\da-z]*-[^/]+\.md$/, 'taskmd'],
];

const NAMED: Readonly<Record<string, SetRole>> = {
  'spec.md': 'requirements',
  'requirements.md': 'requirements',
  'bugfix.md': 'requirements',
  'plan.md': 'design',
  'design.md': 'design',
  'proposal.md': 'design',
  'tasks.md': 'tasks',
};

/** `openspec/changes/<change>/{proposal,design,tasks}.md` and `specs/<capability>/spec.md` below it. */
function changePlace(path: string): Place | undefined {
  const folder = /^(?:.*\/)?openspec\/changes\/(?:archive\/)?[^/]+(?=\/)/.exec(path)?.[0];
  if (folder === undefined) return undefined;
  const inside = path.slice(folder.length + 1).toLowerCase();
  if (!isOfChange(inside)) return undefined;
  const includes = (other: string) => other.startsWith(`${folder}/`) && isOfChange(other.slice(folder.length + 1));
  return {
    role: inside.startsWith('specs/') ? 'requirements' : (NAMED[inside] ?? 'other'),
    folder,
    depth: 4,
    includes,
    files: false,
  };
}

function isOfChange(inside: string): boolean {
  return NAMED[inside.toLowerCase()] !== undefined || /^specs\/(?:[^/]+\/)+spec\.md$/i.test(inside);
}

/** `checklists/*.md` beside a specification: gates of its set. */
function checklistPlace(folder: string, name: string): Place | undefined {
  const above = /^(?:(.*)\/)?checklists$/.exec(folder);
  if (!above || !name.endsWith('.md')) return undefined;
  return { ...folderPlace(above[1] ?? ''), role: 'checklist' };
}

/** `spec.md`, `plan.md`, `tasks.md` and `requirements.md`, `design.md`, `tasks.md` in one folder. */
function namedPlace(folder: string, name: string): Place | undefined {
  const role = NAMED[name];
  return role && { ...folderPlace(folder), role };
}

function folderPlace(folder: string): Omit<Place, 'role'> {
  const lead = folder === '' ? '' : `${folder}/`;
  const isKiro = /(?:^|\/)\.kiro\/specs\//.test(lead);
  const includes = (path: string) => {
    if (!path.startsWith(lead)) return false;
    const inside = path.slice(lead.length).toLowerCase();
    return NAMED[inside] !== undefined || /^checklists\/[^/]+\.md$/.test(inside) || (isKiro && inside === APPROVALS);
  };
  return { folder, depth: 2, includes, files: false };
}

function specPlace(path: string): Place | undefined {
  const [, above = ''] = SPEC_FILE.exec(path) ?? [];
  if (!SPEC_FILE.test(path)) return undefined;
  const folder = `${above}specs`;
  const includes = (other: string) => SPEC_FILE.test(other) && (SPEC_FILE.exec(other)?.[1] ?? '') === above;
  return { role: 'task', folder, depth: 3, includes, files: true };
}

/** The id that the name of a task's file begins with. */
export function taskIdOfPath(path: string): string | undefined {
  const at = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, Math.max(at - 1, 0));
  const own = SPEC_FILE.exec(path)?.[2];
  if (own !== undefined) return own;
  const [, epic, story] = STORY_FILE.exec(path) ?? [];
  if (epic !== undefined) return `${epic}.${story}`;
  const id = TASK_FILE.exec(path.slice(at))?.[1] ?? CODED_FILE.exec(path.slice(at))?.[1];
  if (id === undefined || !/\.md$/i.test(path)) return undefined;
  return /^\d/.test(id) && !TASK_FOLDER.test(folder) ? undefined : id;
}

/** The folder of a specification that is named by a number, `specs/003-title`; one that is named by the time is none. */
export function numberedFolderOf(
  path: string | undefined,
): { readonly folder: string; readonly above: string; readonly number: string } | undefined {
  const parts = path?.split('/') ?? [];
  const at = parts.lastIndexOf('specs') + 1;
  const name = parts[at];
  if (at === 0 || name === undefined || at === parts.length - 1) return undefined;
  const [number = '', next = ''] = name.split('-');
  const isNumber = number.length >= 3 && isDigits(number) && !(number.length === 8 && isDigits(next));
  if (!isNumber || next === '') return undefined;
  const above = parts.slice(0, at).join('/');
  return { folder: `${above}/${name}`, above, number };
}

function taskPlace(folder: string, name: string): Place | undefined {
  const path = folder === '' ? name : `${folder}/${name}`;
  const isTask = taskIdOfPath(path) !== undefined;
  if (!isTask && !INDEX.test(name)) return undefined;
  const backlog = /^(?:.*\/)?backlog(?=\/(?:(?:archive\/)?tasks|completed|drafts)$)/.exec(folder)?.[0];
  const tasks = GROUPED.exec(folder)?.[0] ?? (/(?:^|\/)tasks$/i.test(folder) ? folder : undefined);
  const top = backlog ?? tasks ?? (PHASE_FOLDER.test(folder) ? folder.replace(/\/?[^/]*$/, '') : folder);
  const lead = top === '' ? '' : `${top}/`;
  const includes = (other: string) => {
    if (!other.startsWith(lead)) return false;
    const inside = other.slice(lead.length);
    const parts = inside.split('/');
    const known =
      parts.length === 1 ||
      (parts.length === 2 &&
        (PHASE_FOLDER.test(parts[0] ?? '') || backlog !== undefined || tasks !== undefined) &&
        !parts[0]?.startsWith('.')) ||
      (backlog !== undefined && /^archive\/tasks\/[^/]+$/.test(inside));
    return known && (taskIdOfPath(other) !== undefined || INDEX.test(parts.at(-1) ?? ''));
  };
  return { role: isTask ? 'task' : 'index', folder: top, depth: 3, includes, files: true };
}
