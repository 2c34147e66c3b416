// Documents that people have counted by hand, against what planvet reads in them: `truth/*.json` has lines, ids and states,
// and no text of the documents.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { table } from './summary.mjs';

const usual = fileURLToPath(new URL('truth', import.meta.url));

/** The figures that people counted, one object a document. */
export function readTruth(folder = process.env.PLANVET_TRUTH ?? usual) {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return files.toSorted().map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

/**
 * The disagreements that were looked into and are no fault of the reading, by document and kind: `explained.tsv` says why
 * (another reading of a ruling, a slip of the reader, text that Markdown takes for code).
 */
export function readExplained(folder = usual) {
  const [, ...rows] = readFileSync(join(folder, 'explained.tsv'), 'utf8').trimEnd().split('\n');
  return new Map(
    rows.map((row) => {
      const [document, kind, entries] = row.split('\t');
      return [`${document} ${kind}`, new Set(entries.split(', '))];
    }),
  );
}

/** A table of recall and precision by kind, then every disagreement that is not explained. */
export function agreement(linted) {
  const results = new Map(linted.map(({ document, result }) => [document.file, result]));
  const totals = new Map();
  const explained = readExplained();
  const lines = [];
  for (const truth of readTruth()) {
    const result = results.get(truth.file);
    if (!result?.plan) continue;
    const read = readingOf(result);
    const wanted = wantedOf(truth, read);
    for (const [kind, list] of Object.entries(wanted)) {
      const known = explained.get(`${truth.file} ${kind}`) ?? new Set();
      const compared = compare(list, read[kind]);
      const { agreed } = compared;
      const [missing, extra] = [compared.missing, compared.extra].map((entries) =>
        entries.filter((entry) => !known.has(entry)),
      );
      const total = totals.get(kind) ?? { agreed: 0, missing: 0, extra: 0, explained: 0 };
      totals.set(kind, {
        agreed: total.agreed + agreed,
        missing: total.missing + compared.missing.length,
        extra: total.extra + compared.extra.length,
        explained: total.explained + known.size,
      });
      if (missing.length + extra.length === 0) continue;
      lines.push(`${truth.file} ${kind}: ${agreed} agree`);
      if (missing.length > 0) lines.push(`  not read: ${missing.join(', ')}`);
      if (extra.length > 0) lines.push(`  only read: ${extra.join(', ')}`);
    }
  }
  const rows = [...totals].map(([kind, { agreed, missing, extra, explained }]) => [
    kind,
    agreed,
    missing,
    extra,
    explained,
    share(agreed, agreed + missing),
    share(agreed, agreed + extra),
  ]);
  return `${table(['counted', 'agreed', 'not read', 'only read', 'explained', 'recall', 'precision'], rows)}\n\n${lines.join('\n')}`;
}

function share(part, whole) {
  return whole === 0 ? '-' : `${((part / whole) * 100).toFixed(1)} %`;
}

/** What planvet reads, in the words of the truth. */
function readingOf({ plan, findings, source }) {
  const line = (span) => source.lineAt(span.start);
  const own = new Set(plan.tasks);
  const lineOf = (task) => line(task.nameSpan);
  const tasks = plan.tasks.filter(({ dialect }) => dialect !== 'prerequisite');
  const edges = plan.graph.edges.filter(({ from, to, via }) => via !== 'phase' && own.has(from) && own.has(to));
  return {
    tasks: tasks.map((task) => `${lineOf(task)}`),
    ids: tasks.map((task) => `${lineOf(task)}:${task.id ?? '-'}`),
    states: tasks.map((task) => `${lineOf(task)}:${task.state}`),
    edges: edges.map(({ from, to }) => `${lineOf(from)}>${lineOf(to)}`),
    phaseEdges: plan.graph.phaseEdges.map(({ from, to }) => `${from.id}>${to.id}`),
    phases: plan.phases.map(({ id, section }) => `${line(section.headingSpan)}:${id}`),
    gateItems: plan.gates
      .filter(({ kind }) => kind !== 'metrics')
      .flatMap(({ items }) => items.map(({ box }) => `${line(box.span)}`)),
    claims: plan.claims.map((claim) => `${line(claim.value.span)}:${claim.kind}`),
    // A finding that stands for several places is each of them: its own and those that it points at in the document.
    defects: findings.map(({ span, ruleId, related }) =>
      [span, ...related.filter(({ path }) => path === undefined).map((place) => place.span)].map(
        (place) => `${line(place)}:${ruleId}`,
      ),
    ),
  };
}

/** What people counted, in the same words; ids and states only of tasks that both see. */
function wantedOf(truth, read) {
  const seen = new Set(read.tasks);
  const tasks = truth.tasks ?? [];
  const both = tasks.filter(([line]) => seen.has(`${line}`));
  return {
    tasks: tasks.map(([line]) => `${line}`),
    ids: both.map(([line, id]) => `${line}:${id ?? '-'}`),
    states: both.map(([line, , state]) => `${line}:${state}`),
    edges: (truth.edges ?? []).map(([from, to]) => `${from}>${to}`),
    phaseEdges: (truth.phaseEdges ?? []).map(([from, to]) => `${from}>${to}`),
    phases: (truth.phases ?? []).map(([line, id]) => `${line}:${id}`),
    gateItems: (truth.gateItems ?? []).map(String),
    claims: (truth.claims ?? []).map(([line, kind]) => `${line}:${kind}`),
    defects: (truth.defects ?? [])
      .filter(([, , certainty]) => certainty === 'certain')
      .map(([line, rule]) => `${line}:${rule}`),
  };
}

/**
 * How many members of a list were read, as a set, which ones were not, and what else was read. What was read may have several
 * names; one that is wanted is enough.
 */
function compare(wanted, read) {
  const found = read.map((names) => [names].flat());
  const [a, b] = [new Set(wanted), new Set(found.flat())];
  const missing = [...a].filter((member) => !b.has(member));
  const extra = new Set(found.filter((names) => !names.some((name) => a.has(name))).map(([name]) => name));
  return { agreed: a.size - missing.length, missing, extra: [...extra] };
}
