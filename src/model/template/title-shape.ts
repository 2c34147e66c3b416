import { withoutComments } from '../../parse.ts';
import { isDigitAt, squeezed } from '../language/characters.ts';
import { type Declaration, parseDeclaration } from '../language/declaration.ts';
import { normalizeTitle, type OutlineSection } from '../document/outline.ts';
import type { Vocabulary } from '../language/words.ts';

const NUMBERED = /^(\p{L}[\p{L}-]*(?: \p{L}[\p{L}-]*)?) #?\d+(?:\.\d+)*(?:\s*[:：–—-]|\.(?=\s|$)|\s*$)/u;
const PLACEHOLDER = /\[[^[\]]+\]|\{\{[^{}]+\}\}|\{(?=[^{}]+ [^{}])[^{}]+\}|<\p{L}[^<>]*>/gu;

/**
 * What titles like this one have in common, where a number or a placeholder makes it one of many: `phase #` for
 * `Phase 1: Setup`, `phase # completion criteria` for a gate of a phase, `* implementation plan` for
 * `[Feature Name] Implementation Plan`. Undefined for a title that stands for itself.
 */
export function titleShape(title: string, vocabulary: Vocabulary): string | undefined {
  return shapeOf(title, normalizeTitle(title), title, parseDeclaration(title, 0, vocabulary));
}

/** The same for a section, whose declaration has been read from `source` already. */
export function sectionShape(
  { title, key, declaration }: Pick<OutlineSection, 'title' | 'key' | 'declaration'>,
  source: string,
): string | undefined {
  return shapeOf(title, key, source, declaration);
}

function shapeOf(
  title: string,
  bare: string,
  source: string,
  declaration: Declaration | undefined,
): string | undefined {
  if (declaration && (declaration.keyword !== undefined || declaration.strength === 'strong')) {
    if (declaration.keyword === undefined) return declaration.id.value.replace(/\d+/g, '#').toLowerCase();
    const separated = /^[*_~`]*[ \t]*(?:[:：.)|–—-]|$|[\r\n[(])/.test(
      source.slice(declaration.span.end, declaration.span.end + 40),
    );
    const rest = separated ? '' : normalizeTitle(declaration.title.value);
    return `${declaration.keyword.toLowerCase()} #${rest === '' ? '' : ` ${rest}`}`;
  }
  const numbered = NUMBERED.exec(title.replace(/[*_`]/g, ''))?.[1];
  if (numbered !== undefined && !isDigitAt(bare, 0)) return `${numbered.toLowerCase()} #`;
  if (!bare.includes('[') && !bare.includes('{') && !bare.includes('<')) return undefined;
  const shape = squeezed(bare.replace(PLACEHOLDER, '*'));
  return shape === bare ? undefined : shape;
}

/** A section's title as it is compared, without comments behind it. */
export function titleKey({ title, key }: Pick<OutlineSection, 'title' | 'key'>): string {
  return title.includes('<!--') ? normalizeTitle(withoutComments(title)) : key;
}
