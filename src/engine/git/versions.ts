import { Blobs } from './blobs.ts';
import type { Repository } from './repository.ts';

/** What a file was after a commit. */
export interface Version {
  /** Seconds since 1970, as the commit says. */
  readonly time: number;
  /** Undefined where it was not readable as text. */
  readonly text: string | undefined;
}

const DAY = 86_400;

/**
 * What a file, at a path from the root, has been, the oldest first, under its earlier names too: of each day the last, and of
 * many days some, evenly, the first and the last among them.
 */
export function versionsOf(repository: Repository, path: string, most: number): Version[] {
  const args = [
    'log',
    '--follow',
    '--raw',
    '--no-abbrev',
    '--no-textconv',
    '--no-ext-diff',
    '--format=%ct',
    '--',
    path,
  ];
  const found: { readonly time: number; readonly object: string }[] = [];
  let time = 0;
  for (const line of repository.git.lines(args) ?? []) {
    const [, object] = /^:\d+ \d+ [\da-f]+ ([\da-f]+) /.exec(line) ?? [];
    if (object === undefined) time = line === '' ? time : Number(line);
    // The name of what is no more has only zeros.
    else if (/[^0]/.test(object)) found.push({ time, object });
  }
  const days = found.toReversed().filter(({ time: at }, index, all) => dayOf(all[index + 1]?.time) !== dayOf(at));
  const last = days.length - 1;
  const kept =
    days.length <= most
      ? days
      : Array.from({ length: most }, (_, index) => days[Math.round((index * last) / (most - 1))]).flatMap(
          (day) => day ?? [],
        );
  const blobs = new Blobs(repository.git);
  blobs.announce(kept.map(({ object }) => object));
  return kept.map(({ time: at, object }) => {
    const { text, refusal } = blobs.read(object);
    return { time: at, text: refusal ? undefined : text };
  });
}

function dayOf(time: number | undefined): number | undefined {
  return time === undefined ? undefined : Math.floor(time / DAY);
}
