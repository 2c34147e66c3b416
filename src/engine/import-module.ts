/**
 * Loads a module by its URL. In a file of its own, which becomes a small one: code that is kept compiled cannot import what
 * is no part of planvet.
 */
export async function importModule(url: string): Promise<{ readonly default?: unknown }> {
  return (await import(url)) as { readonly default?: unknown };
}
