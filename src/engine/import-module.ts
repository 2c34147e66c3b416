import { pathToFileURL } from 'node:url';

/**
 * Loads a module from a file, whatever kind it is. By itself in its file: code that is kept compiled cannot import what
 * is no part of planvet.
 */
export async function importModule(path: string): Promise<{ readonly default?: unknown }> {
  return (await import(pathToFileURL(path).href)) as { readonly default?: unknown };
}
