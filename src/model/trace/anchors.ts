import { distance } from 'fastest-levenshtein';
import GithubSlugger from 'github-slugger';
import type { Nodes } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { spanOf, type Parsed } from '../../parse.ts';
import type { Span } from '../../text.ts';
import type { BrokenAnchor } from '../plan/anchor.ts';

/** What GitHub puts in front of the names of elements. */
const PREFIX = 'user-content-';

/** Links to a place in the document itself (`](#risks)`) where no heading or element has that name, as GitHub names headings. */
export function brokenAnchors({ tree, source }: Parsed): BrokenAnchor[] {
  const slugger = new GithubSlugger();
  const slugs: string[] = [];
  const names = new Set(['', 'top']);
  const links: { readonly target: string; readonly span: Span }[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'heading') {
      const title = toString(node, { includeImageAlt: false, includeHtml: false });
      const own = /(?<!\{#[^{}]*)\{#([^}\s]+)(?:\s[^}]*)?\}\s*$/.exec(title);
      if (own?.[1]) names.add(own[1].toLowerCase());
      slugs.push(slugger.slug(title));
    } else if (node.type === 'html') {
      for (const [, id] of node.value.matchAll(/\s(?:id|name)\s*=\s*["']?([^"'\s>]+)/gi))
        names.add((id ?? '').toLowerCase());
    } else if (node.type === 'footnoteDefinition') names.add(`fn-${node.identifier}`.toLowerCase());
    if ((node.type === 'link' || node.type === 'definition') && node.url.startsWith('#')) {
      const span = targetOf(source.text, spanOf(node), node.url);
      if (span) links.push({ target: node.url.slice(1), span });
    }
    if ('children' in node) node.children.forEach(visit);
  };
  visit(tree);
  const known = new Set(slugs);
  return links.flatMap(({ target, span }): BrokenAnchor[] => {
    const wanted = decoded(target).toLowerCase();
    if (
      known.has(wanted) ||
      names.has(wanted) ||
      names.has(wanted.startsWith(PREFIX) ? wanted.slice(PREFIX.length) : wanted)
    )
      return [];
    return [{ target: `#${target}`, span, near: nearest(wanted, slugs) }];
  });
}

/** The target as written at the end of a link or definition. */
function targetOf(text: string, { start, end }: Span, url: string): Span | undefined {
  const at = text.slice(start, end).lastIndexOf('#');
  const hash = /[#](?:[^\s()<>"]|\([^\s()]*\))*/.exec(text.slice(start + at, end))?.[0];
  if (at < 0 || !hash) return undefined;
  // Escapes and references are decoded in `url`; where that makes a difference the target is pointed at as it is written.
  return { start: start + at, end: start + at + (text.startsWith(url, start + at) ? url.length : hash.length) };
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

/** The slug with the same letters and digits, else the closest one of which at most a quarter differs. */
function nearest(wanted: string, slugs: readonly string[]): string | undefined {
  const bare = letters(wanted);
  const same = slugs.find((slug) => letters(slug) === bare);
  if (same !== undefined || bare.length < 4) return same;
  const [best] = slugs
    .map((slug) => ({ slug, far: distance(bare, letters(slug)) / Math.max(bare.length, slug.length) }))
    .sort((a, b) => a.far - b.far);
  if (best && best.far <= 0.25) return best.slug;
  // `#risks` for `risks-and-mitigations`, if there is just one.
  const [longer, ...others] = slugs.filter((slug) => slug.startsWith(`${wanted}-`) || wanted.startsWith(`${slug}-`));
  return others.length === 0 ? longer : undefined;
}

function letters(slug: string): string {
  return slug.replace(/[^\p{L}\p{N}]+/gu, '');
}
