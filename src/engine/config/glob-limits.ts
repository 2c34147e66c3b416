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
export function bare(pattern: string): string {
  return pattern
    .replace(/^!/, '')
    .replace(/^(?:\.\/+)+/, '')
    .replace(/(?<!\/)\/+$/, '');
}
