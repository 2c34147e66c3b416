import type { Vocabulary } from '../language/words.ts';
import { distance } from 'fastest-levenshtein';
import type { Document } from '../document/document.ts';
import { normalizeTitle, type OutlineSection, roleOf } from '../document/outline.ts';
import type { MissingSection, RequiredSection } from '../plan/section.ts';
import type { ReadSettings } from '../plan/settings.ts';
import type { TemplateUse } from '../plan/template-use.ts';
import type { Template } from '../template/template.ts';
import type { TemplateSection } from '../template/template-schema.ts';
import { sectionShape, titleKey } from '../template/title-shape.ts';

/** The sections that a document has to have, by its template and by the settings, and has not. In the order of the template. */
export function missingSections(
  document: Document,
  choice: { readonly template: Template | undefined; readonly use: TemplateUse | undefined },
  settings: ReadSettings['sections'],
): MissingSection[] {
  const demanded = choice.template ? demandedBy(choice.template, isGuessed(choice.use)) : [];
  if (demanded.length === 0 && settings.length === 0) return [];
  const titles = new Titles(document, choice.template?.schema.sections ?? []);
  const missing: MissingSection[] = [];
  const absent = new Set<TemplateSection>();
  for (const section of demanded) {
    if (titles.find(section.key, []) !== undefined) continue;
    const reported = hasAncestor(section, absent);
    absent.add(section);
    if (!reported) missing.push(locateMissing(section, demanded, titles, isGuessed(choice.use)));
  }
  for (const { title, aliases } of settings) {
    const key = normalizeTitle(title);
    const names = aliases.map(normalizeTitle);
    if (titles.find(key, names) !== undefined || missing.some((other) => other.key === key)) continue;
    const near = titles.near([key, ...names]);
    missing.push({
      title,
      key,
      depth: 2,
      under: undefined,
      aliases,
      certainty: 'certain',
      near,
      place: titles.top,
      insertAt: document.parsed.source.text.length,
    });
  }
  return missing;
}

/** Whether nobody has said that this is the template: it was recognised, or the path suggests it. */
function isGuessed(use: TemplateUse | undefined): boolean {
  return use?.how === 'recognised' || use?.how === 'path';
}

/** The headings that a plan has to have. A template that was merely recognised demands its main ones and those marked as mandatory. */
function demandedBy(template: Template, recognised: boolean): TemplateSection[] {
  const optional = (section: TemplateSection | undefined): boolean =>
    section !== undefined && (section.optional || optional(section.parent));
  return template.schema.sections.filter(
    (section) =>
      !section.isTitle &&
      section.slot === undefined &&
      !section.inSlot &&
      !optional(section) &&
      section.key !== '' &&
      (!recognised || section.depth <= 2 || section.mandatory),
  );
}

function hasAncestor(section: TemplateSection, among: ReadonlySet<TemplateSection>): boolean {
  for (let at = section.parent; at; at = at.parent) if (among.has(at)) return true;
  return false;
}

function locateMissing(
  section: TemplateSection,
  demanded: readonly TemplateSection[],
  titles: Titles,
  recognised: boolean,
): MissingSection {
  const parent = section.parent && !section.parent.isTitle ? section.parent : undefined;
  const place = (parent && titles.find(parent.key, [])) ?? titles.top;
  const siblings = demanded.filter((other) => other.parent === section.parent);
  const at = siblings.indexOf(section);
  const previous = siblings
    .slice(0, at)
    .toReversed()
    .map((other) => titles.find(other.key, []))
    .find(Boolean);
  const next = siblings
    .slice(at + 1)
    .map((other) => titles.find(other.key, []))
    .find(Boolean);
  const required: RequiredSection = {
    title: section.title,
    key: section.key,
    depth: section.depth,
    under: parent?.title,
    aliases: [],
    certainty: recognised && !section.mandatory ? 'likely' : 'certain',
  };
  const insertAt = previous?.span.end ?? next?.headingSpan.start ?? place?.span.end ?? titles.end;
  return { ...required, near: titles.near([section.key]), place, insertAt };
}

/** The headings of a document as names that other titles are compared with. */
class Titles {
  readonly #document: Document;
  /** Every name of a heading: its key, the same without keyword or remark, and the parts of "Testing and Polish". */
  readonly #names: readonly { readonly section: OutlineSection; readonly names: readonly string[] }[];
  /** Titles of the template's own: none of them stands in for another. */
  readonly #own: ReadonlySet<string>;

  constructor(document: Document, own: readonly TemplateSection[]) {
    this.#document = document;
    this.#own = new Set(own.filter(({ slot, isTitle }) => slot === undefined && !isTitle).map(({ key }) => key));
    this.#names = document.sections.slice(1).map((section) => ({ section, names: namesOf(section) }));
  }

  /** The heading of the document itself. */
  get top(): OutlineSection | undefined {
    return this.#document.sections.find(({ depth }) => depth === 1);
  }

  get end(): number {
    return this.#document.parsed.source.text.length;
  }

  /** The section of that name, else one that has another name for the same thing. */
  find(key: string, aliases: readonly string[]): OutlineSection | undefined {
    const wanted = new Set([key, ...aliases, ...partsOf(key)]);
    const named = this.#names.find(({ names }) => names.includes(key));
    if (named) return named.section;
    const role = roleOf(key, this.#document.vocabulary);
    const means = (name: string) =>
      wanted.has(name) || (role !== undefined && roleOf(name, this.#document.vocabulary) === role);
    return this.#names.find(({ names }) => !this.#own.has(names[0] ?? '') && names.some(means))?.section;
  }

  /** The heading that was probably meant to be one of these. */
  near(keys: readonly string[]): OutlineSection | undefined {
    let best: OutlineSection | undefined;
    let least = 0.34;
    for (const { section, names } of this.#names) {
      const [name = ''] = names;
      if (
        section.depth === 1 ||
        this.#own.has(name) ||
        name === '' ||
        sectionShape(section, this.#document.parsed.source.text) !== undefined
      )
        continue;
      for (const key of keys) {
        const far = farness(name, key, this.#document.vocabulary);
        if (far < least) [best, least] = [section, far];
      }
    }
    return best;
  }
}

function namesOf(section: OutlineSection): string[] {
  const key = titleKey(section);
  const bare = key.replace(/(?:(?<!\s)\s+)?[([][^()[\]]*[)\]]$/, '');
  const titled = section.declaration ? normalizeTitle(section.declaration.title.value) : '';
  const behind = /^[^:：]{1,40}[:：]\s*(\S.*)$/.exec(bare)?.[1] ?? '';
  const names = [key, bare, titled, behind].filter((name) => name !== '');
  return [...new Set([...names, ...names.flatMap(partsOf)])];
}

/** `Risks and open questions` names two things. */
function partsOf(key: string): string[] {
  const parts = key.split(/(?<!\s)\s+and\s+|(?:(?<!\s)\s+)?[,/+]\s*/).filter((part) => part.length > 2);
  return parts.length > 1 ? parts : [];
}

/** 0 for the same title, 1 for one that has nothing in common: by letters or by words, whichever is closer. */
function farness(a: string, b: string, { cues }: Vocabulary): number {
  const [fillers, vague] = [cues.listed('governs'), cues.listed('vague')];
  const words = (title: string) =>
    new Set(title.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && !fillers.has(word)));
  const letters = distance(a, b) / Math.max(a.length, b.length);
  const [left, right] = [words(a), words(b)];
  const common = [...left].filter((word) => right.has(word));
  const shared = common.length;
  const all = new Set([...left, ...right]).size;
  // All words of one in the other ("Rollback" for "Rollback Plan") is near; two of three words is not.
  const contained = common.some((word) => !vague.has(word)) && shared === Math.min(left.size, right.size);
  const byWords = contained && all <= 3 ? 0.3 * (1 - shared / all) : all === 0 ? 1 : 1 - shared / all;
  return Math.min(letters <= 0.25 ? letters : 1, byWords);
}
