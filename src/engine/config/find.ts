import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { textIfRead } from '../files/load.ts';

const NAMES = [
  'planvet.config.json',
  'planvet.config.jsonc',
  'planvet.config.yaml',
  'planvet.config.yml',
  '.planvetrc',
] as const;

/** Where configuration files of a folder would lie, whether there are any or not. */
export function configPlaces(folder: string): string[] {
  return [...NAMES, 'package.json'].map((name) => join(folder, name));
}

/** The configuration files that lie in a folder. Only one of them may. */
export function configsIn(folder: string): string[] {
  const found = NAMES.map((name) => join(folder, name)).filter((path) => existsSync(path));
  const about = join(folder, 'package.json');
  return hasOwnKey(about) ? [...found, about] : found;
}

const FOREIGN = /^(?:planvet\.config\.|\.planvetrc\.|\.?planvet\.)(?:[cm]?[jt]s|toml|json5?|jsonc|ya?ml|ini)$/;

/** Files in a folder that look like a configuration and are none by their names. */
export function foreignConfigsIn(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  const known = new Set<string>(NAMES);
  return names.filter((name) => FOREIGN.test(name) && !known.has(name)).map((name) => join(folder, name));
}

/** What a configuration may be called. */
export const configNames = `${NAMES.slice(0, -1).join(', ')} or ${NAMES.at(-1)}`;

/** Whether a file is a package.json: then only its key `planvet` is a configuration. */
export function isPackage(path: string): boolean {
  return basename(path) === 'package.json';
}

/** Of what is no JSON nobody knows; where it looks as if it had the key, its fault is to be said. */
function hasOwnKey(path: string): boolean {
  const text = textIfRead(path);
  if (!text?.includes('"planvet"')) return false;
  try {
    const about: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof about === 'object' && about !== null && Object.hasOwn(about, 'planvet');
  } catch {
    return /"planvet"\s*:\s*\{/.test(text);
  }
}
