import { addDirectives } from '../../src/engine/add-directives.ts';
import { activeRules, type Settings } from '../../src/engine/settings.ts';
import { fix, lint, lintText, type LintOptions, type LintResult, type Preset } from '../../src/index.ts';
import { readings } from '../../src/model/account/readings.ts';
import { plain } from '../../src/report/paint.ts';
import { compact } from '../../src/report/compact.ts';
import { github } from '../../src/report/github.ts';
import { json } from '../../src/report/json.ts';
import { pretty } from '../../src/report/pretty.ts';
import { showJson } from '../../src/report/show-json.ts';
import { rules } from '../../rules/index.ts';
import { losses, ticksIn } from '../untouched.ts';
import type { Random } from './random.ts';

/** Something that holds for every text. Gives what is wrong where it does not. */
export type Property = (text: string, random: Random) => string | undefined;

const PATHS = [
  'plan.md',
  'docs/plans/plan.md',
  'specs/001-bread/tasks.md',
  'tasks/task-001.md',
  'docs/archive/plan.md',
];

const presets: readonly Preset[] = ['recommended', 'strict'];
const silencing: readonly Settings[] = presets.map((preset) => ({ rules: activeRules({ preset }) }));

/** What is said of a text, place by place. */
function said({ source, findings, suppressed }: LintResult): string[] {
  const all = [...findings, ...suppressed.map((finding) => ({ ...finding, severity: 'silent' }))];
  return all.map(({ span, ruleId, severity, message }) => {
    const { line, column } = source.positionAt(span.start);
    return `${line}:${column} ${ruleId} ${severity} ${message}`;
  });
}

function difference(name: string, one: readonly string[], other: readonly string[]): string | undefined {
  const here = one.find((line, index) => other[index] !== line);
  const there = other.find((line, index) => one[index] !== line);
  return here === there ? undefined : `${name}: ${here ?? 'nothing'} | ${there ?? 'nothing'}`;
}

const optionsFor = (random: Random): LintOptions => ({ path: random.of(PATHS), preset: random.of(presets) });

/** Every text is read without an error, with findings inside of it that are one line each. */
const isRead: Property = (text, random) => {
  const { findings, suppressed, source } = lintText(text, optionsFor(random));
  for (const finding of [...findings, ...suppressed]) {
    const { ruleId, message, span, related, fixes } = finding;
    if (ruleId === 'planvet/internal-error') return message;
    const spans = [
      span,
      ...related.flatMap((place) => (place.path === undefined ? place.span : [])),
      ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span)),
    ];
    const wrong = spans.find(({ start, end }) => !(start >= 0 && end >= start && end <= source.text.length));
    if (wrong) return `${ruleId}: a span from ${wrong.start} to ${wrong.end}`;
    const messages = [message, ...related.map((place) => place.message), ...fixes.map(({ title }) => title)];
    const broken = messages.find((line) => /[\r\n\u0085\u2028\u2029]/.test(line));
    if (broken !== undefined) return `${ruleId}: a line break in ${JSON.stringify(broken)}`;
  }
  return undefined;
};

/** Reading a text again gives the same. */
const isSteady: Property = (text, random) => {
  const options = optionsFor(random);
  return difference('twice', said(lintText(text, options)), said(lintText(text, options)));
};

/** Line ends and byte order marks change nothing. */
const mindsNoLineEnds: Property = (given, random) => {
  const options = optionsFor(random);
  const text = given.replaceAll('\r', '').replace(/^\uFEFF+/, '');
  const own = said(lintText(text, options));
  const as = (other: string) => said(lintText(other, options));
  return (
    difference('CRLF', own, as(text.replaceAll('\n', '\r\n'))) ??
    difference('CR', own, as(text.replaceAll('\n', '\r'))) ??
    difference('BOM', own, as(`\uFEFF${text}`))
  );
};

const known = new Set(readings.map(({ id }) => id));

/** Each mention is accounted for once, by a reading that has a name, and each box has one owner. */
const isAccounted: Property = (text, random) => {
  const { plan } = lintText(text, optionsFor(random));
  if (!plan) return undefined;
  const { read, unread } = plan.account;
  const strange = read.find(({ by }) => !known.has(by.reading));
  if (strange) return `a reading without a page: ${strange.by.reading}`;
  const places = [...read, ...unread].map(({ kind, span }) => `${kind} ${span.start}-${span.end}`);
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice !== undefined) return `a mention twice: ${twice}`;
  const owners = [...plan.tasks, ...plan.prerequisites].flatMap((task) => task.steps.map(({ box }) => box));
  if (new Set(owners).size !== owners.length) return 'a box of two tasks';
  const lost = owners.find((box) => !plan.boxes.includes(box));
  return lost ? `a box of a task that the plan does not have: ${lost.span.start}` : undefined;
};

/** Fixes leave all else alone, bring nothing up, tick nothing, end no last line, and have nothing left to do. */
const fixesProve: Property = (text, random) => {
  const options = { ...optionsFor(random), unsafe: random.once(2) };
  const { output, fixed, remaining } = fix(text, options);
  if (output === text) return fixed.length === 0 ? undefined : 'fixed without a change';
  const before = lintText(text, options);
  const [lost] = losses(text, output);
  if (lost !== undefined) return `lost: ${lost}`;
  if (ticksIn(output) > ticksIn(text)) return 'ticked';
  if (/[\r\n]$/.test(output) && !/[\r\n]$/.test(text)) return 'a last line end added';
  // What lets planvet read more may bring up what was there all the time.
  const reveals = before.findings.some(({ fixes }) => fixes.some((one) => one.reveals));
  if (!reveals && remaining.findings.length > before.findings.length - fixed.length) return 'something new came up';
  if (!text.includes('\r') && fix(text.replaceAll('\n', '\r\n'), options).output !== output.replaceAll('\n', '\r\n'))
    return 'other line ends, another fix';
  const again = fix(output, options);
  return again.output === output && again.fixed.length === 0 ? undefined : 'something left to fix';
};

/** Directives that were added silence what they say and change nothing else. */
const silences: Property = (text, random) => {
  const settings = random.of(silencing);
  const document = { text, path: 'plan.md' };
  const before = addDirectives(document, settings, { wants: () => false }).result;
  const after = addDirectives(document, settings, { reason: 'known | wanted' });
  const all = ({ findings, suppressed }: LintResult) =>
    [...findings, ...suppressed].map(({ fingerprint }) => fingerprint).toSorted();
  const own = before.findings.filter(({ ruleId }) => ruleId.startsWith('planvet/')).length;
  if (after.result.findings.length !== after.left.length + own) return 'not all were silenced';
  const without = (line: string) => line.replaceAll(/<!-- planvet-.*?-->/g, '').replaceAll(/\s/g, '');
  if (without(after.text) !== without(text)) return 'the text is another one';
  const again = addDirectives({ ...document, text: after.text }, settings, {});
  if (again.silenced > 0) return 'more was silenced later';
  return difference('silenced', all(before), all(after.result));
};

/** The order in which rules are set, and documents are given, does not matter. */
const mindsNoOrder: Property = (text, random) => {
  const preset = random.of(presets);
  const settings = Object.fromEntries(rules.map(({ id }) => [id, random.of(['off', 'warning', 'error'] as const)]));
  const turned = Object.fromEntries(Object.entries(settings).toReversed());
  const one = lintText(text, { preset, rules: settings });
  const wrong = difference('order of rules', said(one), said(lintText(text, { preset, rules: turned })));
  if (wrong !== undefined) return wrong;
  const half = text.slice(0, random.below(text.length + 1));
  const inputs = [
    { path: 'specs/001-a/tasks.md', text },
    { path: 'specs/001-a/spec.md', text: half },
    { path: 'specs/001-a/plan.md', text: text.slice(half.length) },
  ];
  const forth = lint(inputs);
  const back = lint(inputs.toReversed()).toReversed();
  return difference('order of files', forth.flatMap(said), back.flatMap(said));
};

// oxlint-disable-next-line eslint/no-control-regex -- it is what is looked for
const DRIVES = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** Nothing that is printed drives a terminal or a build server, and what machines read is what they expect. */
const printsSafely: Property = (text, random) => {
  const result = lintText(text, { ...optionsFor(random), path: random.once(4) ? text.slice(0, 40) : 'plan.md' });
  const options = { paint: plain, width: 20 + random.below(100), stats: false };
  for (const format of [pretty, compact, github]) {
    const printed = format([result], options);
    const driving = DRIVES.exec(printed);
    if (driving) return `prints ${JSON.stringify(printed.slice(Math.max(driving.index - 20, 0), driving.index + 5))}`;
  }
  const commands = github([result], options).split('\n').filter(Boolean);
  const strange = commands.find((line) => !/^::(?:error|warning) file=|^::notice title=planvet::/.test(line));
  if (strange !== undefined) return `a command: ${strange}`;
  JSON.parse(json([result], options));
  if (result.plan) JSON.parse(JSON.stringify(showJson(result.plan, result.findings)));
  for (let line = 1; line <= Math.min(result.source.lineCount, 20); line++) result.plan?.refusalsIn(line);
  return undefined;
};

/** What holds for every text, by name. Each needs time, so a text is held against one of them. */
export const properties: Readonly<Record<string, Property>> = {
  read: isRead,
  steady: isSteady,
  'line ends': mindsNoLineEnds,
  account: isAccounted,
  fixes: fixesProve,
  silence: silences,
  order: mindsNoOrder,
  print: printsSafely,
};
