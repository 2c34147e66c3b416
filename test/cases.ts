import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rules } from '../rules/index.ts';
import type { Document } from '../src/engine/lint.ts';
import { activeRules, type Preset, type RuleChoices, type Settings } from '../src/engine/settings.ts';
import { builtInTemplates, deriveTemplate, type Template } from '../src/model/template/template.ts';
import type { Rule } from '../src/rule.ts';
import { baseOf, ruleTester, type Example } from './harness.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** A document with all that it is linted with. */
export interface Case {
  readonly name: string;
  readonly document: Document;
  readonly settings: Settings;
}

function makeCase(
  name: string,
  document: Document,
  choices: RuleChoices,
  { template, read }: { readonly template?: Template | undefined; readonly read?: Settings['read'] | undefined } = {},
): Case {
  const settings = {
    rules: activeRules(choices),
    ...(template ? { template: { template, how: 'option' as const } } : {}),
    ...(read ? { read } : {}),
  };
  return { name, document, settings };
}

/** An example of a rule's page as the engine lints it, with that rule alone. */
export function pageCase(rule: Rule, { name, plan, setup, template }: Example): Case {
  const { path, siblings, files, settings, options } = setup;
  const document = {
    text: plan,
    path: path ?? '<text>',
    projectPath: path,
    siblings,
    ...baseOf(setup),
    files: files && { has: (wanted: string) => files.some((file) => `${file}/`.startsWith(`${wanted}/`)) },
  };
  const choices = [{ id: rule.id, setting: ['error', options], place: 'its page' }];
  return makeCase(`${rule.id}: ${name}`, document, { choices, only: [rule.id] }, { template, read: settings });
}

/** The examples of all pages. */
export function pageCases(): Case[] {
  return rules.flatMap((rule) =>
    ruleTester(rule, read(`rules/${rule.id}.md`)).map((example) => pageCase(rule, example)),
  );
}

const plans = 'fixtures/plans';

/** A plan of the fixtures, or another text in its place, with the path, template and preset that its `.expect` file names. */
export function planCase(name: string, text = read(`${plans}/${name}.md`), preset?: Preset): Case {
  const lines = read(`${plans}/${name}.expect`).split('\n');
  const said = (key: string) => lines.find((line) => line.startsWith(`${key}: `))?.slice(key.length + 2);
  const named = said('template');
  const path = said('path') ?? `${plans}/${name}.md`;
  const template = named === undefined ? undefined : chosen(named);
  const chosenPreset = preset ?? (said('preset') as Preset | undefined) ?? 'recommended';
  return makeCase(name, { text, path, projectPath: path }, { preset: chosenPreset }, { template });
}

const derived = new Map<string, Template>();

function chosen(named: string): Template | undefined {
  if (!/[./]/.test(named)) return builtInTemplates.get(named);
  const template = derived.get(named) ?? deriveTemplate(basename(named, '.md'), read(named));
  derived.set(named, template);
  return template;
}

/** All plans of the fixtures, with all rules. */
export function planCases(): Case[] {
  const names = readdirSync(join(root, plans)).filter((file) => file.endsWith('.md'));
  return names.map((file) => planCase(basename(file, '.md'), undefined, 'strict'));
}

/** A change to a clean plan, and the one finding that it has to give, if any. */
export interface Planted {
  readonly plan: string;
  /** Rule and severity. The finding stands where the edits have a `‸`. */
  readonly finding?: string;
  /** Each text occurs once, and is replaced by the other. */
  readonly edits: readonly (readonly [string, string])[];
  /** What a fix makes of the edit, where that is not the text of before. */
  readonly fixed?: string;
}

/** All planted changes. */
export const planted = JSON.parse(read('fixtures/planted.json')) as readonly Planted[];

const CARET = '‸';

/** The plan with its change. */
export function plantedCase({ plan, edits }: Planted, preset?: Preset): Case {
  const text = edits.reduce((changed, [from, to]) => changed.replace(from, () => to), read(`${plans}/${plan}.md`));
  return { ...planCase(plan, text.replace(CARET, ''), preset), name: `${plan}: ${edits[0]?.[1]}` };
}

/** The plan as it has to be once the change is mended. */
export function mended({ plan, edits, fixed }: Planted): string {
  const text = read(`${plans}/${plan}.md`);
  return fixed === undefined ? text : text.replace(edits[0]?.[0] ?? '', () => fixed);
}

/** The sets of the fixtures, each document with the others as its siblings, with all rules. */
export function setCases(): Case[] {
  const folder = join(root, 'fixtures/sets');
  const sets = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return sets.flatMap(({ name }) => {
    const files = readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const documents = files.map((file) => ({
      path: file.slice(join(folder, name).length + 1),
      text: readFileSync(file, 'utf8'),
    }));
    return documents.map((self) => {
      const siblings = documents.filter((other) => other !== self);
      const document = { ...self, projectPath: self.path, siblings, self };
      return makeCase(`${name}/${self.path}`, document, { preset: 'strict' });
    });
  });
}

const corpus = join(root, '../shared/corpus');

/** Real plans under the paths that they had; none where they are not there, which is said. */
export function corpusCases(preset: Preset): Case[] {
  if (!existsSync(corpus)) {
    console.info(`notice: ${corpus} is not there, so the tests on real plans are skipped`);
    return [];
  }
  const manifests = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter(
    (file) => basename(file) === 'MANIFEST.tsv',
  );
  return manifests.flatMap((manifest) => {
    const [head = [], ...rows] = readFileSync(join(corpus, manifest), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    const column = (name: string) => head.indexOf(name);
    return rows.flatMap((row) => {
      const file = join(corpus, dirname(manifest), row[column('file')] ?? '');
      const path = row[column('path')] ?? '';
      return existsSync(file)
        ? [makeCase(path, { text: readFileSync(file, 'utf8'), path, projectPath: path }, { preset })]
        : [];
    });
  });
}
