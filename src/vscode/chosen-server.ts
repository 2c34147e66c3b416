import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The program of the server. */
export interface ChosenServer {
  readonly path: string;
  /** Whether it is the one of the workspace. */
  readonly isOwn: boolean;
}

/** The planvet of the first folder that has one and a language server in it, where that is wanted and may be; else the one that came along. */
export function chooseServer(
  bundled: string,
  folders: readonly string[],
  { wanted, isTrusted }: { readonly wanted: unknown; readonly isTrusted: boolean },
): ChosenServer {
  const own = folders
    .map((folder) => join(folder, 'node_modules', 'planvet', 'dist'))
    .find((dist) => existsSync(join(dist, 'cli.cjs')) && existsSync(join(dist, 'lsp-worker.cjs')));
  if (own === undefined || !isTrusted || wanted === 'bundled') return { path: bundled, isOwn: false };
  return { path: join(own, 'cli.cjs'), isOwn: true };
}
