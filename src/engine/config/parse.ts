import type { Position } from '../../text.ts';
import { Source } from '../../text.ts';
import { isPackage } from './find.ts';
import { parseJson } from './parse-json.ts';
import { parseYaml } from './parse-yaml.ts';
import type { Way } from './place.ts';

/** A configuration file as data, and where its parts stand. */
export interface Parsed {
  readonly value: unknown;
  /** Where the value at the end of a way stands, or its key; of what is not there, where it would belong. */
  at(way: Way, part: 'key' | 'value'): Position;
}

/** What keeps a text from being data. */
export interface Malformed {
  /** Ends the sentence "... is not valid ...". */
  readonly malformed: string;
  readonly position: Position;
}

/** How a configuration file is written. JSON or YAML is what a file without an extension may hold. */
export type Syntax = 'JSON' | 'JSONC' | 'YAML' | 'JSON or YAML';

/** The syntax of a file by its name. People write comments in any JSON of theirs; package.json belongs to npm, which reads none. */
export function syntaxOf(path: string): Syntax {
  const extension = /\.(jsonc?|ya?ml)$/i.exec(path)?.[1]?.toLowerCase();
  if (isPackage(path)) return 'JSON';
  if (extension === 'json' || extension === 'jsonc') return 'JSONC';
  return extension === undefined ? 'JSON or YAML' : 'YAML';
}

/** Reads a text as data. */
export function parseConfig(text: string, syntax: Syntax): Parsed | Malformed {
  const source = new Source(text);
  if (syntax === 'YAML') return parseYaml(source);
  if (syntax !== 'JSON or YAML') return parseJson(source, syntax === 'JSONC');
  if (!source.text.trimStart().startsWith('{')) return parseYaml(source);
  const json = parseJson(source, true);
  if (!('malformed' in json)) return json;
  const yaml = parseYaml(source);
  return 'malformed' in yaml ? json : yaml;
}
