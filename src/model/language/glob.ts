import picomatch from 'picomatch';

/**
 * Whether a name is matched by a glob: `*`, `?`, `[a-z]`, `{a,b}`, and `**` in paths. Brackets of other kinds and `+` are
 * just letters: names have them, and what could be repeated as a group could match for ever.
 */
export function glob(pattern: string, { of }: { readonly of: 'paths' | 'ids' }): (name: string) => boolean {
  const options = of === 'paths' ? {} : { bash: true, nocase: true };
  return picomatch(asLetters(pattern), { dot: true, nonegate: true, noextglob: true, ...options });
}

/** The folder that a glob of paths begins with, as it is written. */
export function globBase(pattern: string): string {
  const { base, isGlob } = picomatch.scan(asLetters(pattern));
  const folder = isGlob ? base : base.replace(/(?<![^/])[^/]*$/, '');
  return folder.replace(/\\(.)/g, '$1').replace(/\/$/, '');
}

function asLetters(pattern: string): string {
  return pattern.replace(/\\?[()|+]/g, (found) => `\\${found.slice(-1)}`);
}
