import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { missingPath } from './files/missing-path.ts';
import { whyNoPlugin, type Plugin } from './plugin.ts';
import { UsageError } from './usage.ts';

/** Whether the plugins that a configuration names may be loaded, which runs their code; undefined where nobody said. */
export type PluginPolicy = boolean | undefined;

/**
 * Loads a plugin that a configuration names: a file that begins with `./` or `../` or an absolute one, else a package that
 * is installed where the configuration stands. `place` says where it is named. Throws a `UsageError` for anything else.
 */
export async function loadPlugin(name: string, configPath: string, place: string): Promise<Plugin> {
  const path = pathOf(name, configPath, place);
  let module: { readonly default?: unknown };
  try {
    const { importModule } = await import('./import-module.ts');
    module = await importModule(pathToFileURL(path).href);
  } catch (error) {
    throw new UsageError(`the plugin \`${name}\` in ${place} cannot be loaded: ${whyOf(error)}`);
  }
  const problems = whyNoPlugin(module.default, `the plugin \`${name}\` in ${place}`);
  if (problems.length > 0) throw new UsageError(...problems);
  return module.default as Plugin;
}

function pathOf(name: string, configPath: string, place: string): string {
  const folder = dirname(configPath);
  if (/^\.{1,2}[/\\]/.test(name) || isAbsolute(name)) {
    const path = resolve(folder, name);
    if (existsSync(path)) return path;
    throw new UsageError(`\`plugins\` in ${place}: ${missingPath(name, folder)}`);
  }
  try {
    return createRequire(configPath).resolve(name);
  } catch {
    const near = existsSync(resolve(folder, name))
      ? `; did you mean \`./${name}\`?`
      : '; install it, or begin a file with `./`';
    throw new UsageError(`\`plugins\` in ${place}: there is no package \`${name}\`${near}`);
  }
}

function whyOf(error: unknown): string {
  return error instanceof Error ? (error.message.split(/[\r\n]/, 1)[0] ?? '').trimEnd() : String(error);
}
