import type { Located } from '../../text.ts';
import type { Document } from '../document/document.ts';
import { templateOfPath } from '../document/formats.ts';
import { normalizeTitle } from '../document/outline.ts';
import type { TemplateUse } from '../plan/template-use.ts';
import { builtInTemplates, type Template } from './template.ts';
import { sectionShape, titleKey, titleShape } from './title-shape.ts';
import type { Vocabulary } from '../language/words.ts';

/** How well a document's headings fit a template. */
export interface Fit {
  readonly template: Template;
  /** From 0 to 1: the share of the template's heading keys that the document has, by weight. */
  readonly score: number;
  readonly found: number;
  readonly of: number;
}

/** The template of a document, and what else was considered. */
export interface Choice {
  readonly template: Template | undefined;
  readonly use: TemplateUse | undefined;
  /** The best fit that was not taken, for people who wonder. */
  readonly runnerUp: Fit | undefined;
  /** A template that the document names and nobody knows. */
  readonly unknown: Located<string> | undefined;
}

/** What a document is read with: the template chosen for it, and those that it may name. */
export interface Given {
  readonly chosen?: { readonly template: Template; readonly how: 'option' | 'config' } | undefined;
  readonly known?: ReadonlyMap<string, Template>;
}

const ENOUGH = 0.7;
const LEAD = 0.2;
const FEWEST_KEYS = 4;
/** Sums of tenths are not exact. */
const GRAIN = 1e-9;
/** By vocabulary: a team's own words tell slots from titles. */
const weights = new WeakMap<Vocabulary, WeakMap<Template, ReadonlyMap<string, number>>>();

/** The heading keys by which a template is known again: level 2 and 3 outside slots, each slot shape once. */
function keysOf(template: Template, vocabulary: Vocabulary): ReadonlyMap<string, number> {
  const made = weights.get(vocabulary) ?? new WeakMap<Template, ReadonlyMap<string, number>>();
  weights.set(vocabulary, made);
  const known = made.get(template);
  if (known) return known;
  const keys = new Map<string, number>();
  let slotDepth = Infinity;
  for (const { depth, title } of template.headings) {
    if (depth <= slotDepth) slotDepth = Infinity;
    const shape = titleShape(title, vocabulary);
    const inside = slotDepth < depth;
    if (shape !== undefined && depth > 1 && !inside) slotDepth = depth;
    if (depth < 2 || depth > 3 || shape === '*') continue;
    if (shape !== undefined) keys.set(shape, 1);
    else if (!inside) {
      const key = normalizeTitle(title);
      keys.set(key, vocabulary.cues.listed('commonTitles').has(key) ? 0.5 : 1);
    }
  }
  made.set(template, keys);
  return keys;
}

/** The keys and shapes of a document's headings. */
function headingKeys({ sections, parsed: { source } }: Document): Set<string> {
  const keys = new Set<string>();
  for (const section of sections) {
    if (section.depth === 0) continue;
    keys.add(titleKey(section));
    const shape = sectionShape(section, source.text);
    if (shape !== undefined) keys.add(shape);
  }
  return keys;
}

/** How well a document fits each of the templates, the best first. */
export function fitsOf(document: Document, templates: Iterable<Template>): Fit[] {
  const present = headingKeys(document);
  const fits: Fit[] = [];
  for (const template of templates) {
    const keys = keysOf(template, document.vocabulary);
    let weight = 0;
    let found = 0;
    let count = 0;
    for (const [key, value] of keys) {
      weight += value;
      if (!present.has(key)) continue;
      found += value;
      count++;
    }
    fits.push({ template, score: weight === 0 ? 0 : found / weight, found: count, of: keys.size });
  }
  return fits.sort((a, b) => b.score - a.score);
}

/** The template that a document was evidently written from, if there is one. */
export function recognise(
  document: Document,
  templates: Iterable<Template> = builtInTemplates.values(),
): { readonly best: Fit | undefined; readonly runnerUp: Fit | undefined } {
  const possible = [...templates].filter((template) => hasFrontMatterOf(document, template));
  const [first, second] = fitsOf(document, possible);
  const sure =
    first !== undefined &&
    first.score >= ENOUGH - GRAIN &&
    first.found >= FEWEST_KEYS &&
    first.score - (second?.score ?? 0) >= LEAD - GRAIN;
  return sure ? { best: first, runnerUp: second } : { best: undefined, runnerUp: first };
}

/** The template of a document: the one asked for, else the one it names, else the configured one, else the one it looks like. */
export function chooseTemplate(document: Document, given: Given = {}): Choice {
  const { chosen, known = builtInTemplates } = given;
  const named = namedBy(document, known);
  const { best, runnerUp } = recognise(document, [...new Set([...builtInTemplates.values(), ...known.values()])]);
  const fit = (name: string) => (best?.template.name === name ? runnerUp : (best ?? runnerUp));
  const take = (template: Template, how: TemplateUse['how'], why: string, other = fit(template.name)): Choice => ({
    template,
    use: { name: template.name, how, why, builtIn: template.builtIn },
    runnerUp: other?.template.name === template.name ? undefined : other,
    unknown: named?.template ? undefined : named?.name,
  });
  if (chosen?.how === 'option') return take(chosen.template, 'option', 'asked for on the command line');
  if (named?.template)
    return take(
      named.template,
      named.how,
      named.how === 'directive' ? 'named by its directive' : 'named in its front matter',
    );
  if (chosen) return take(chosen.template, 'config', 'named in the configuration');
  const placed = known.get(templateOfPath(document.path) ?? '');
  if (placed && (!best || best.template === placed) && hasShapeOf(document, placed)) return take(placed, 'path', '');
  if (best) return take(best.template, 'recognised', `${best.found} of ${best.of} headings`, runnerUp);
  return { template: undefined, use: undefined, runnerUp, unknown: named?.name };
}

/** Whether a document has at least half of the entries that the template has in its front matter. */
function hasFrontMatterOf({ frontMatter }: Document, template: Template): boolean {
  const present = new Set(frontMatter.fields.map(({ label }) => label.value));
  return template.frontMatter.filter((key) => present.has(key)).length * 2 >= template.frontMatter.length;
}

/** Whether a document has at least half of the front matter and of the main sections that a template demands. */
function hasShapeOf(document: Document, template: Template): boolean {
  if (!hasFrontMatterOf(document, template)) return false;
  const demanded = template.schema.sections.filter(
    ({ depth, slot, inSlot, optional, isTitle }) =>
      depth === 2 && slot === undefined && !inSlot && !optional && !isTitle,
  );
  const present = headingKeys(document);
  return demanded.filter(({ key }) => present.has(key)).length * 2 >= demanded.length;
}

/** The template that a directive or the front matter names. */
function namedBy(document: Document, known: ReadonlyMap<string, Template>) {
  const { directives, fields } = document;
  const name = directives.find(({ kind, words }) => kind === 'template' && words.length > 0)?.words[0];
  if (name) return { how: 'directive' as const, name, template: known.get(name.value) };
  const field = fields.find(({ place, key }) => place === 'front-matter' && key === 'template');
  const template = field && known.get(field.value.value);
  return field && template ? { how: 'front-matter' as const, name: field.value, template } : undefined;
}
