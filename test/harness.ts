import { readPlan, type ReadOptions } from '../src/model/read.ts';
import { builtInTemplates, deriveTemplate, type Template } from '../src/model/template/template.ts';
import type { Base, Past, Plan, Problem, Rule, Span } from '../src/rule.ts';
import type { Source } from '../src/text.ts';

/** What an example is read and checked with besides its text: on a page, the JSON behind `md`. */
export interface Setup {
  /** The path under which the plan is read. */
  readonly path?: string;
  /** Other files of its set: on a page, the `md` or `json` blocks right before with `"sibling": true`. */
  readonly siblings?: readonly { readonly path: string; readonly text: string }[];
  /** The files that the repository has. Without it nothing is known of them. */
  readonly files?: readonly string[];
  /** The plan as it was before a change: on a page, the `md` block before with `"before": true`. */
  readonly before?: string;
  /** The plan as another branch has it by now: on a page, the `md` block before with `"theirs": true`. */
  readonly theirs?: string;
  /** The files that have changed since the tasks were planned. Without it nobody knows. */
  readonly changed?: readonly string[];
  /** The template that was chosen: a built-in name, or one that the page defines. */
  readonly template?: string;
  /** Settings of the reading, like hours per day or the sections that a configuration demands. */
  readonly settings?: ReadOptions['settings'];
  /** The rule's options. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** An example of a rule's page: a plan and what the rule has to say of it. */
export interface Example {
  /** The page's section and the sentence that leads to the example. */
  readonly name: string;
  /** The page's section: "Fails" or "Passes". */
  readonly heading: string;
  readonly plan: string;
  readonly setup: Setup;
  /** The template that the setup names. */
  readonly template: Template | undefined;
  /** The findings that the page promises. */
  readonly expected: readonly string[];
  /** What the rule finds in the plan, or in the same plan after a change. */
  problems(plan?: string): { readonly plan: Plan; readonly problems: readonly Problem[] };
  /** The findings as a page writes them. */
  actual(): string[];
}

/** The examples of a rule's page, ready to be run by any test runner. */
export function ruleTester(rule: Rule, page: string): Example[] {
  return read(page).examples.map(({ name, heading, plan, setup, expected, templates }) => {
    const problems = (text = plan) => check(rule, text, setup, templates);
    const actual = () => {
      const found = problems();
      return found.problems.map((problem) => written(found.plan.source, problem));
    };
    const template = setup.template === undefined ? undefined : templates.get(setup.template);
    return { name, heading, plan, setup, template, expected: expected?.lines ?? [], problems, actual };
  });
}

/** The page with its expected findings replaced by the actual ones. What passes is never made to fail. */
export function renewedExamples(rule: Rule, page: string): string {
  const tested = ruleTester(rule, page);
  return read(page).examples.reduceRight((text, { heading, expected, end }, index) => {
    const actual = heading === 'Passes' ? [] : (tested[index]?.actual() ?? []);
    const block = actual.length > 0 ? `\n\n\`\`\`text\n${actual.join('\n')}\n\`\`\`` : '';
    return text.slice(0, end) + block + text.slice(expected?.end ?? end);
  }, page);
}

/** Runs one rule over a text, without severities and directives, which are the engine's. */
function check(rule: Rule, text: string, setup: Setup, templates: ReadonlyMap<string, Template> = builtInTemplates) {
  const { path, settings, options, siblings, files } = setup;
  const template = setup.template === undefined ? undefined : templates.get(setup.template);
  if (setup.template !== undefined && !template) throw new Error(`there is no template ${setup.template}`);
  const { plan, notices } = readPlan(text, {
    ...(path === undefined ? {} : { path }),
    ...(settings ? { settings } : {}),
    ...(siblings ? { siblings } : {}),
    ...(files ? { files: { has: (wanted) => files.some((file) => `${file}/`.startsWith(`${wanted}/`)) } } : {}),
    ...(template ? { template: { template, how: 'option' } } : {}),
    ...baseOf(setup),
  });
  if (!plan) throw new Error(notices[0].message);
  const problems = [...rule.run(plan, rule.parseOptions(options))];
  return { plan, problems: problems.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end) };
}

/** What the plan of an example is compared with, if it has an earlier version. */
export function baseOf({ path, settings, before, theirs, changed, siblings = [] }: Setup): { readonly base?: Base } {
  if (before === undefined) return {};
  const readAs = (text: string) =>
    readPlan(text, { ...(path === undefined ? {} : { path }), ...(settings ? { settings } : {}) }).plan;
  const past: Past = {
    changedSince: () => changed && new Set(changed),
    isElsewhere: (words) => siblings.some(({ text }) => text.includes(words)),
    theirs: { name: 'main', plan: theirs === undefined ? undefined : readAs(theirs), added: [] },
  };
  return { base: { plan: readAs(before), past } };
}

/** A finding on one line: `3:15-21 message`, over several lines `3:15-4:2 message`. Ends are exclusive. */
function written(source: Source, { span, message }: { span: Span; message: string }): string {
  const [start, end] = [source.positionAt(span.start), source.positionAt(span.end)];
  const to = end.line === start.line ? end.column : `${end.line}:${end.column}`;
  return `${start.line}:${start.column}-${to} ${message}`;
}

interface Fence {
  readonly info: string;
  readonly lines: readonly string[];
  /** The heading of the page under which it stands. */
  readonly heading: string;
  /** Offset of the opening line. */
  readonly start: number;
  /** Offset behind the closing fence. */
  readonly end: number;
}

interface Written {
  readonly name: string;
  readonly heading: string;
  readonly plan: string;
  readonly setup: Setup;
  readonly templates: ReadonlyMap<string, Template>;
  readonly expected: Fence | undefined;
  readonly end: number;
}

/** Finds the examples of a page: each `md` block, with the `text` block that follows it. */
function read(page: string): { examples: Written[] } {
  const fences = fencesOf(page);
  const templates = new Map(builtInTemplates);
  const examples: Written[] = [];
  const siblings: { path: string; text: string }[] = [];
  let versions: { before?: string; theirs?: string } = {};
  let leadEnd: number | undefined;
  fences.forEach(({ info, lines, heading, start, end }, index) => {
    const [, json] = /^(?:md|json(?=\s*\{))\b\s*(.*)$/.exec(info) ?? [];
    if (json === undefined) return;
    const { path, template, settings, files, changed, defines, sibling, before, theirs, ...options } = JSON.parse(
      json || '{}',
    ) as Omit<Partial<Setup>, 'before' | 'theirs'> & { [K in 'sibling' | 'before' | 'theirs']?: boolean } & {
      defines?: string;
    };
    const plan = `${lines.join('\n')}\n`;
    if (sibling) {
      siblings.push({ path: path ?? '', text: plan });
      leadEnd ??= start;
      return;
    }
    if (before || theirs) {
      versions[before ? 'before' : 'theirs'] = plan;
      leadEnd ??= start;
      return;
    }
    if (defines !== undefined) {
      templates.set(defines, deriveTemplate(defines, plan));
      return;
    }
    const setup = {
      options,
      ...(path === undefined ? {} : { path }),
      ...(template === undefined ? {} : { template }),
      ...(settings === undefined ? {} : { settings }),
      ...(files === undefined ? {} : { files }),
      ...(changed === undefined ? {} : { changed }),
      ...versions,
      ...(siblings.length === 0 ? {} : { siblings: siblings.splice(0) }),
    };
    versions = {};
    const next = fences[index + 1];
    const expected = next?.info === 'text' && page.slice(end, next.start).trim() === '' ? next : undefined;
    const lead =
      page
        .slice(0, leadEnd ?? start)
        .trimEnd()
        .split(/\n\s*\n/)
        .at(-1)
        ?.replace(/\s+/g, ' ') ?? '';
    leadEnd = undefined;
    const sentence = /^[#`~|]|^$/.test(lead) ? `example ${examples.length + 1}` : lead.replace(/[:.]$/, '');
    examples.push({
      name: `${heading}: ${sentence}`,
      heading,
      plan,
      setup,
      templates,
      expected,
      end,
    });
  });
  return { examples };
}

function fencesOf(page: string): Fence[] {
  const fences: Fence[] = [];
  let open: { fence: string; info: string; lines: string[]; start: number } | undefined;
  let heading = '';
  let offset = 0;
  for (const line of page.split('\n')) {
    const [, fence = '', info = ''] = /^(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (!open) {
      heading = /^## (.*)$/.exec(line)?.[1] ?? heading;
      if (fence) open = { fence, info: info.trim(), lines: [], start: offset };
    } else if (fence.startsWith(open.fence) && info.trim() === '') {
      const { info: kind, lines, start } = open;
      fences.push({ info: kind, lines, heading, start, end: offset + line.length });
      open = undefined;
    } else open.lines.push(line);
    offset += line.length + 1;
  }
  return fences;
}
