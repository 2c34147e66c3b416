import { glob, globBase } from '../../model/language/glob.ts';

/**
 * What a list of globs says of a path with forward slashes, from the folder that they count from: whether they name it or
 * take it back; undefined where none matches.
 */
export type Globs = (path: string) => boolean | undefined;

/**
 * Reads a list of globs: `*`, `**`, `?`, `[a-z]` and `{a,b}`. The last one that matches decides, and one that begins with
 * `!` takes back. A dot is a letter like any other.
 */
export function readGlobs(patterns: readonly string[]): Globs {
  const readers = patterns.map((pattern) => ({
    names: !pattern.startsWith('!'),
    matches: glob(bare(pattern), { of: 'paths' }),
  }));
  return (path) => readers.findLast(({ matches }) => matches(path))?.names;
}

/** The folders below which globs look, those that take back left out; `.` is where they count from. */
export function globRoots(patterns: readonly string[]): string[] {
  return patterns.filter((pattern) => !pattern.startsWith('!')).map((pattern) => globBase(bare(pattern)) || '.');
}

/** Most stars between two slashes, double stars, and braces: with more, a match could take for ever. */
const [STARS, GLOBSTARS, BRACES, LENGTH] = [3, 4, 3, 500];

/** Why a glob is not taken; undefined where it is fine. */
export function whyNotGlob(pattern: string): string | undefined {
  if (bare(pattern) === '') return 'is empty';
  const parts = withoutBraces(pattern).split('/');
  const globstars = parts.filter((part) => part === '**').length;
  const stars = Math.max(...parts.filter((part) => part !== '**').map((part) => part.match(/\*+/g)?.length ?? 0), 0);
  const braces = pattern.split('{').length - 1;
  const many = stars > STARS || globstars > GLOBSTARS || braces > BRACES || pattern.length > LENGTH;
  return many
    ? `has too many wildcards: it may have ${STARS} \`*\` between two slashes, ${GLOBSTARS} \`**\` and ${BRACES} \`{\``
    : undefined;
}

/** The glob with each brace replaced by its alternative with the most stars. */
function withoutBraces(pattern: string): string {
  const stars = (part: string) => part.split('*').length;
  let text = pattern;
  for (let left = BRACES; left >= 0; left--) {
    text = text.replace(/\{([^{}]*)\}/g, (_, inner: string) => {
      return inner.split(',').reduce((most, part) => (stars(part) > stars(most) ? part : most));
    });
  }
  return text;
}

/** The glob without what takes back, and `docs/` and `./docs` as `docs`. */
function bare(pattern: string): string {
  return pattern
    .replace(/^!/, '')
    .replace(/^(?:\.\/+)+/, '')
    .replace(/(?<!\/)\/+$/, '');
}
