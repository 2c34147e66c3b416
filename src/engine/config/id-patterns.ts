import { RE2JS, RE2JSException } from 're2js';
import type { OwnId } from '../../model/plan/settings.ts';

/** Finds ids by regular expressions, in the syntax of RE2: in time that grows with the text and not with the pattern's choices. */
export function readIdPatterns(patterns: readonly string[]): OwnId {
  const readers = patterns.map((pattern) => RE2JS.compile(atStart(pattern)));
  return (text) => {
    const line = text.slice(0, LENGTH);
    return Math.max(0, ...readers.map((reader) => lengthAtStart(reader, line)));
  };
}

function atStart(pattern: string): string {
  return String.raw`^((?:${pattern}))(?:[^\p{L}\p{N}_]|$)`;
}

/** Most characters that are looked at: ids are short. */
const LENGTH = 100;

function lengthAtStart(reader: RE2JS, text: string): number {
  const matcher = reader.matcher(text);
  return matcher.find() ? (matcher.group(1)?.length ?? 0) : 0;
}

/** Why a pattern is not taken; undefined where it is fine. */
export function whyNotPattern(pattern: string): string | undefined {
  const why = syntaxError(pattern);
  if (why !== undefined) return why.replace(/^error parsing regexp: /, '');
  // A quote that is not closed would take in what stands behind the pattern.
  return syntaxError(atStart(pattern)) === undefined ? undefined : String.raw`a quote begun by \Q has no \E`;
}

function syntaxError(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof RE2JSException) return error.message;
    throw error;
  }
}
