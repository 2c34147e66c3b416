// What planvet says of the documents, in a form that can be kept and compared: a change of the model or of a rule shows
// here what it did to real plans. It has places and numbers, and no text of the documents.

/** What linting gave, as data. */
export function summarise(linted) {
  const documents = Object.fromEntries(linted.map(({ document, result }) => [document.file, about(result)]));
  const rules = {};
  for (const { result } of linted) {
    const seen = new Set();
    for (const { ruleId, certainty } of result.findings) {
      const rule = (rules[ruleId] ??= {});
      const counts = (rule[certainty] ??= { findings: 0, documents: 0 });
      counts.findings++;
      if (!seen.has(`${ruleId} ${certainty}`)) counts.documents++;
      seen.add(`${ruleId} ${certainty}`);
    }
  }
  return { rules: Object.fromEntries(Object.entries(rules).toSorted(([a], [b]) => (a < b ? -1 : 1))), documents };
}

function about({ template, lifecycle, counts, findings, source }) {
  return {
    template: template?.name ?? null,
    lifecycle: lifecycle ?? null,
    tasks: counts?.tasks ?? 0,
    done: counts?.done ?? 0,
    steps: counts?.steps ?? 0,
    dependencies: counts?.dependencies ?? 0,
    gates: counts?.gates.total ?? 0,
    openGates: counts?.gates.open ?? 0,
    placeholders: counts?.placeholders ?? 0,
    findings: findings.map(({ span, ruleId, severity, certainty }) => {
      const { line, column } = source.positionAt(span.start);
      return `${line}:${column} ${ruleId} ${severity} ${certainty}`;
    }),
  };
}

/** What differs between two summaries, a line for each; `-` is what was, `+` what is. */
export function differences(before, after) {
  const files = [...new Set([...Object.keys(before.documents), ...Object.keys(after.documents)])].toSorted();
  return files.flatMap((file) => {
    const [was, is] = [before.documents[file], after.documents[file]];
    if (!was || !is) return [`${is ? '+' : '-'} ${file}`];
    const values = Object.keys(is).filter((key) => key !== 'findings' && was[key] !== is[key]);
    const changed = values.map((key) => `  ${key}: ${was[key]} -> ${is[key]}`);
    const gone = without(was.findings, is.findings).map((finding) => `  - ${finding}`);
    const come = without(is.findings, was.findings).map((finding) => `  + ${finding}`);
    return changed.length + gone.length + come.length > 0 ? [file, ...changed, ...gone, ...come] : [];
  });
}

/** The members of a list that another one lacks; what stands there twice counts twice. */
function without(list, other) {
  const left = [...other];
  return list.filter((member) => {
    const index = left.indexOf(member);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** The summary for people: a table of rules and a table of documents. */
export function tables({ rules, documents }) {
  const ruleRows = Object.entries(rules).flatMap(([id, byCertainty]) =>
    Object.entries(byCertainty).map(([certainty, { findings, documents }]) => [id, certainty, findings, documents]),
  );
  const documentRows = Object.entries(documents).map(([file, about]) => [
    file,
    about.template ?? '-',
    about.lifecycle ?? '-',
    ...['tasks', 'done', 'steps', 'dependencies', 'gates', 'openGates', 'placeholders'].map((key) => about[key]),
    about.findings.length,
  ]);
  const heads = ['tasks', 'done', 'steps', 'edges', 'gates', 'open', 'placeholders', 'findings'];
  return [
    table(['rule', 'certainty', 'findings', 'documents'], ruleRows),
    table(['document', 'template', 'lifecycle', ...heads], documentRows),
  ].join('\n\n');
}

/** Rows of text under their heads; numbers to the right. */
export function table(heads, rows) {
  const all = [heads, ...rows].map((row) => row.map(String));
  const widths = heads.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row, index) =>
    row
      .map((cell, column) =>
        typeof rows[Math.max(index - 1, 0)]?.[column] === 'number'
          ? cell.padStart(widths[column])
          : cell.padEnd(widths[column]),
      )
      .join('  ')
      .trimEnd();
  return all.map(line).join('\n');
}
