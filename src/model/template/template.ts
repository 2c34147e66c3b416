import { withoutComments } from '../../parse.ts';
import { linesOf } from '../../text.ts';
import type { OwnWords } from '../plan/settings.ts';
import { builtInTexts } from './built-in.ts';
import { deriveSchema, type TemplateSchema } from './template-schema.ts';

/** A plan template: a Markdown text that plans are written from. What follows from the text is derived when it is first asked for. */
export interface Template {
  readonly name: string;
  /** Whether it comes with planvet. */
  readonly builtIn: boolean;
  /**
   * The text that it was derived from.
   *
   * @internal
   */
  readonly text: string;
  /**
   * Its headings as they stand, depth and title: all that recognition needs, found without parsing.
   *
   * @internal
   */
  readonly headings: readonly TemplateHeading[];
  /**
   * The keys of its front matter. A document without them is not written from it.
   *
   * @internal
   */
  readonly frontMatter: readonly string[];
  /**
   * All that is derived from it.
   *
   * @internal
   */
  readonly schema: TemplateSchema;
}

/** A heading of a template. */
export interface TemplateHeading {
  readonly depth: number;
  readonly title: string;
}

/**
 * Derives a template from a Markdown text, which may use a team's own words. A text over the limits of the parser has an
 * empty schema.
 */
export function deriveTemplate(
  name: string,
  text: string,
  { builtIn = false, words }: { readonly builtIn?: boolean; readonly words?: OwnWords | undefined } = {},
): Template {
  let headings: readonly TemplateHeading[] | undefined;
  let schema: TemplateSchema | undefined;
  return {
    name,
    builtIn,
    text,
    get headings() {
      return (headings ??= scanHeadings(text));
    },
    get frontMatter() {
      const block = /^---\r?\n([^]*?)\r?\n---(?:\r?\n|$)/.exec(text)?.[1] ?? '';
      return Array.from(block.matchAll(/^([\w-]+):/gm), ([, key = '']) => key);
    },
    get schema() {
      return (schema ??= deriveSchema(text, builtIn, words));
    },
  };
}

/** The `#` headings of a text, those in code and comments left out. */
function scanHeadings(text: string): TemplateHeading[] {
  const headings: TemplateHeading[] = [];
  let fence: string | undefined;
  let comment = false;
  for (const line of linesOf(text).map((line) => line.text)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark && !comment) {
      if (fence === undefined) fence = mark;
      else if (mark.startsWith(fence)) fence = undefined;
      continue;
    }
    if (fence !== undefined) continue;
    const heading = comment ? undefined : /^ {0,3}(#{1,6})[ \t](.*)$/.exec(line);
    if (heading)
      headings.push({
        depth: heading[1]?.length ?? 1,
        title: withoutComments((heading[2] ?? '').trimEnd().replace(/(?<!#)#+$/, ''))
          .replace(/[*_`]/g, '')
          .trim(),
      });
    const last = Math.max(line.lastIndexOf('<!--'), -1);
    if (comment ? line.includes('-->') : last >= 0) comment = last > line.lastIndexOf('-->');
  }
  return headings;
}

/** The templates that come with planvet, by name. */
export const builtInTemplates: ReadonlyMap<string, Template> = new Map(
  Object.entries(builtInTexts).map(([name, text]) => [name, deriveTemplate(name, text, { builtIn: true })]),
);
