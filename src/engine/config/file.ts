import { relative } from 'node:path';
import { Source, type Position } from '../../text.ts';
import { describeFailure, loadFile } from '../files/load.ts';
import { slashed } from '../files/project.ts';
import { UsageError } from '../usage.ts';
import { checkConfig } from './check.ts';
import { isPackage } from './find.ts';
import { parseConfig, syntaxOf } from './parse.ts';
import type { PlaceOf, Way } from './place.ts';
import type { ConfigData } from './schema.ts';

/** One configuration file, without what it extends. */
export interface ConfigFile {
  /** Absolute. */
  readonly path: string;
  /** From where planvet was called. */
  readonly shown: string;
  readonly data: ConfigData;
  readonly placeOf: PlaceOf;
}

/** Reads and checks a configuration file. Throws a `UsageError` with everything that is wrong with it. */
export function readConfigFile(path: string, cwd: string): ConfigFile {
  const shown = shownFrom(cwd, path);
  const place = ({ line, column }: Position) => `${shown}:${line}:${column}`;
  const text = textOf(path, shown, place);
  const syntax = syntaxOf(path);
  const parsed = parseConfig(text, syntax);
  if ('malformed' in parsed)
    throw new UsageError(
      `${place(parsed.position)} is not valid ${syntax === 'JSONC' ? 'JSON' : syntax}: ${parsed.malformed}`,
    );
  const top: Way = isPackage(path) ? ['planvet'] : [];
  const value = isPackage(path) ? (parsed.value as { readonly planvet?: unknown } | null)?.planvet : parsed.value;
  if (value === undefined) throw new UsageError(`\`${shown}\` has no key \`planvet\``);
  const placeOf: PlaceOf = (way, part) => place(parsed.at([...top, ...way], part));
  return { path, shown, data: checkConfig(value, placeOf), placeOf };
}

/** A path as messages have it. */
export function shownFrom(cwd: string, path: string): string {
  return slashed(relative(cwd, path)) || '.';
}

function textOf(path: string, shown: string, place: (position: Position) => string): string {
  let loaded;
  try {
    loaded = loadFile(path);
  } catch (error) {
    throw new UsageError(`cannot read the configuration \`${shown}\`: ${describeFailure(error)}`);
  }
  const { text, refusal } = loaded;
  if (!refusal) return text;
  throw new UsageError(`${place(new Source(text).positionAt(refusal.span.start))}: ${refusal.message}`);
}
