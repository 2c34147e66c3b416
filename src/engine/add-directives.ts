import type { Plan } from '../model/plan/plan.ts';
import { treeWithoutDirectives } from '../model/document/bare-tree.ts';
import type { Edit } from '../problem.ts';
import { type DirectivePlace, DirectivePlaces, type WriteDirective } from './directive-places.ts';
import { applyEdits } from './edits.ts';
import type { Finding, LintResult } from './finding.ts';
import { lintDocument, type Document } from './lint.ts';
import { settle } from './bisect-fixes.ts';
import type { Settings } from './settings.ts';

/** What is to be silenced, and why. */
export interface Wish {
  /** Stands in each directive. */
  readonly reason?: string | undefined;
  /** Which findings are meant: all unless said otherwise. */
  readonly wants?: (finding: Finding) => boolean;
}

/** A document with directives in it that silence what was found. */
export interface WithDirectives {
  /** The text with its byte order mark. */
  readonly text: string;
  /** What is found in it. */
  readonly result: LintResult;
  /** The directives that were put into the text (its byte order mark left out). */
  readonly edits: readonly Edit[];
  /** How many findings are silent now. */
  readonly silenced: number;
  /** Findings that no directive can silence without changing what is read. */
  readonly left: readonly Finding[];
}

/** Most characters that are read to find out which directives do no harm. */
const TRIED = 30_000_000;

/** Findings that are silenced together, and a way to do so. */
interface Site {
  readonly place: DirectivePlace;
  readonly findings: Finding[];
}

interface Way {
  readonly site: Site;
  readonly edits: readonly Edit[];
}

/** Puts directives before or behind all findings of a document, such that nothing else is read or found in it. */
export function addDirectives(
  document: Document,
  settings: Settings,
  { reason, wants = () => true }: Wish,
): WithDirectives {
  const before = lintDocument(document, settings);
  const { source } = before;
  const wanted = before.findings.filter((finding) => !finding.ruleId.startsWith('planvet/') && wants(finding));
  const sites = sitesOf(wanted, new DirectivePlaces(source));
  const tree = treeWithoutDirectives(source.text);
  const seen = contents(before);
  let text = document.text;
  let result = before;
  let written: readonly Edit[] = [];
  let tried = 0;
  const taken = settle<Way>(
    sites.map((site) => site.place.ways(writer(site, reason)).map((edits) => ({ site, edits }))),
    (ways) => {
      const edits = ways.flatMap((way) => way.edits);
      const changed = applyEdits(source.text, edits);
      if (changed === undefined || treeWithoutDirectives(changed) !== tree) return false;
      tried += changed.length;
      if (tried > TRIED) return false;
      const attempt = (source.bom ? '\uFEFF' : '') + changed;
      const after = lintDocument({ ...document, text: attempt }, settings);
      const silent = [...before.suppressed, ...ways.flatMap(({ site }) => site.findings)];
      const isGood = contents(after) === seen && areSilent(silent, after);
      if (isGood) [text, result, written] = [attempt, after, edits];
      return isGood;
    },
  );
  const left = sites.filter((_, index) => !taken[index]).flatMap(({ findings }) => findings);
  return { text, result, edits: written, silenced: wanted.length - left.length, left };
}

/**
 * The edit that silences a rule in the whole of a document, such that nothing else is read or found in it; undefined where
 * there is no such place for a directive.
 */
export function silenceInFile(
  document: Document,
  settings: Settings,
  before: LintResult,
  ruleId: string,
): Edit | undefined {
  const { source } = before;
  const tree = treeWithoutDirectives(source.text);
  const seen = contents(before);
  const silent = [...before.suppressed, ...before.findings.filter((finding) => finding.ruleId === ruleId)];
  return fileDirectives(source, `<!-- planvet-disable-file ${ruleId} -->`).find((edit) => {
    const changed = applyEdits(source.text, [edit]);
    if (changed === undefined || treeWithoutDirectives(changed) !== tree) return false;
    const after = lintDocument({ ...document, text: (source.bom ? '\uFEFF' : '') + changed }, settings);
    return contents(after) === seen && areSilent(silent, after);
  });
}

/** A comment before all text but front matter, else behind it all. */
function fileDirectives({ text }: LintResult['source'], comment: string): Edit[] {
  const newline = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const front = /^(---|\+\+\+)[ \t]*\r?\n(?:[^]*?\r?\n)?\1[ \t]*(?:\r?\n|$)/.exec(text)?.[0].length ?? 0;
  const isOpen = text !== '' && !/[\r\n]$/.test(text);
  return [
    ...[...new Set([front, 0])].map((at) => ({ span: { start: at, end: at }, text: `${comment}${newline}${newline}` })),
    {
      span: { start: text.length, end: text.length },
      text: `${isOpen ? newline : ''}${newline}${comment}${isOpen ? '' : newline}`,
    },
  ];
}

function sitesOf(findings: readonly Finding[], places: DirectivePlaces): Site[] {
  const sites = new Map<string, Site>();
  for (const finding of findings) {
    const place = places.at(finding.span.start);
    const site = sites.get(place.key) ?? { place, findings: [] };
    site.findings.push(finding);
    sites.set(place.key, site);
  }
  return [...sites.values()];
}

function writer({ findings }: Site, reason: string | undefined): WriteDirective {
  const rules = [...new Set(findings.map(({ ruleId }) => ruleId))].join(', ');
  return (kind, where) => {
    const why =
      reason === undefined || kind === 'enable'
        ? ''
        : ` -- ${where === 'cell' ? reason.replaceAll('|', '\\|') : reason}`;
    return `<!-- planvet-${kind} ${rules}${why} -->`;
  };
}

/** Whether findings are silent in a result. */
function areSilent(findings: readonly Finding[], { suppressed }: LintResult): boolean {
  const silent = new Set(suppressed.map(({ fingerprint }) => fingerprint));
  return findings.every(({ fingerprint }) => silent.has(fingerprint));
}

/** All that is read and found in a document, whether it is silent or not. */
function contents({ plan, findings, suppressed }: LintResult): string {
  const all = [...findings, ...suppressed].map(({ fingerprint }) => fingerprint).toSorted();
  return JSON.stringify([all, plan && reading(plan)]);
}

function reading({
  template,
  lifecycle,
  tasks,
  prerequisites,
  phases,
  graph,
  gates,
  boxes,
  claims,
  placeholders,
}: Plan): unknown {
  return [
    [template?.name, lifecycle],
    [...tasks, ...prerequisites].map(({ key, state, phase, steps }) => [
      key,
      state,
      phase?.key,
      steps.map((step) => step.state),
    ]),
    phases.map(({ key, state }) => [key, state]),
    graph.edges.map(({ from, to, via }) => [from.key, to.key, via]),
    gates.map(({ title, kind, items }) => [title.value, kind, items.map(({ state }) => state)]),
    boxes.map(({ kind, state }) => [kind, state]),
    claims.map(({ kind, label }) => [kind, label.value]),
    placeholders.map(({ text }) => text),
  ];
}
