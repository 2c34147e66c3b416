import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CodeLensRequest } from 'vscode-languageserver-protocol/node';
import { validateXML } from 'xmllint-wasm';
import { readClientSettings } from '../src/lsp/client-settings.ts';
import { chooseServer } from '../src/vscode/chosen-server.ts';
import { statusText } from '../src/vscode/status-text.ts';
import { able, Editor } from './lsp/editor.ts';
import { home, Repository } from './repository.ts';

/*
 * The extension for VS Code as `npm run vsix` packs it: what it says of itself is what it is, and the server in it is driven
 * as the client drives it.
 */

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly main: string;
  readonly engines: { readonly vscode: string };
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly type: unknown; readonly default: unknown; readonly enum?: readonly unknown[] }>
      >;
    };
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly jsonValidation: readonly { readonly url: string }[];
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: unknown; readonly restrictedConfigurations: readonly string[] };
  };
}

let repository: Repository;
let files: Record<string, Uint8Array>;
let size: number;
let manifest: Manifest;
beforeAll(async () => {
  repository = new Repository();
  const path = repository.path('planvet.vsix');
  await promisify(execFile)(process.execPath, [join(home, '.scripts/vsix.mjs'), path]);
  const bytes = readFileSync(path);
  size = bytes.length;
  files = unzipSync(bytes);
  for (const [name, content] of Object.entries(files)) repository.write(join('unpacked', name), strFromU8(content));
  manifest = JSON.parse(strFromU8(files['extension/package.json'] ?? new Uint8Array())) as Manifest;
});
afterAll(() => repository.remove());

const extension = (name: string) => repository.path(join('unpacked/extension', name));

describe('the package', () => {
  it('is small and has all that its manifests name', async () => {
    expect(size).toBeLessThan(2_000_000);
    const listing = strFromU8(files['extension.vsixmanifest'] ?? new Uint8Array());
    const types = strFromU8(files['[Content_Types].xml'] ?? new Uint8Array());
    for (const xml of [listing, types])
      expect((await validateXML({ xml: [xml], normalization: 'format' })).errors).toEqual([]);
    const assets = [...listing.matchAll(/Path="([^"]+)"/g)].map(([, path = '']) => path);
    expect(assets).toContain('extension/package.json');
    expect(assets.filter((path) => !(path in files))).toEqual([]);
    const known = new Set([...types.matchAll(/Extension="\.(\w+)"/g)].map(([, name]) => name));
    expect(Object.keys(files).filter((name) => !name.endsWith('.xml') && !known.has(name.split('.').at(-1)))).toEqual(
      [],
    );
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
    expect(listing).toContain(`Id="${manifest.name}" Version="${version}" Publisher="${manifest.publisher}"`);
    expect(manifest.version).toBe(version);
    for (const name of [manifest.main, ...manifest.contributes.jsonValidation.map(({ url }) => url)])
      expect({ name, there: existsSync(extension(name)) }).toEqual({ name, there: true });
  });

  it('has the settings that the server reads, with its defaults, and the commands that the extension has', () => {
    const { properties } = manifest.contributes.configuration;
    const before = {
      enable: true,
      run: 'onType',
      config: undefined,
      allowPlugins: false,
      codeLens: true,
      inlayHints: true,
    } as const;
    const own = Object.keys(properties).filter((name) => !['planvet.server', 'planvet.trace.server'].includes(name));
    expect(own.toSorted()).toEqual(
      Object.keys(before)
        .map((name) => `planvet.${name}`)
        .toSorted(),
    );
    const defaults = Object.fromEntries(own.map((name) => [name.slice('planvet.'.length), properties[name]?.default]));
    expect(readClientSettings(defaults, before)).toEqual(before);
    for (const name of ['onType', 'onSave']) expect(readClientSettings({ run: name }, before).run).toBe(name);
    const source = readFileSync(fileURLToPath(new URL('../src/vscode/extension.ts', import.meta.url)), 'utf8');
    const registered = [...source.matchAll(/^ {4}'(planvet\.\w+)':/gm)].map(([, name]) => name);
    expect(registered.map(String).toSorted()).toEqual(
      manifest.contributes.commands.map(({ command }) => command).toSorted(),
    );
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    expect(supported).toBe('limited');
    expect(restrictedConfigurations.filter((name) => !(name in properties))).toEqual([]);
  });

  it('is made for an editor that has what it is written against', () => {
    const types = JSON.parse(readFileSync(join(home, 'node_modules/@types/vscode/package.json'), 'utf8')) as {
      version: string;
    };
    const client = JSON.parse(readFileSync(join(home, 'node_modules/vscode-languageclient/package.json'), 'utf8')) as {
      engines: { vscode: string };
    };
    const minor = (version: string) => Number(/^\^?1\.(\d+)/.exec(version)?.[1]);
    expect(minor(types.version)).toBeLessThanOrEqual(minor(manifest.engines.vscode));
    expect(minor(client.engines.vscode)).toBeLessThanOrEqual(minor(manifest.engines.vscode));
  });
});

describe('the server in it', () => {
  it('answers as the client asks', async () => {
    const plan =
      '# Checkout\n\n## Phase 1: Cart\n\n- [x] **Task 1: Totals**\n- [ ] **Task 2: Codes** (depends on Task 9)\n';
    repository.write('plan.md', plan);
    const editor = await Editor.start(repository.folder, {
      command: [process.execPath, extension('server/cli.cjs'), 'lsp', '--stdio', `--clientProcessId=${process.pid}`],
      capabilities: { ...able, workspace: { ...able.workspace, configuration: true } },
      configuration: { codeLens: false, run: 'onType', config: null },
    });
    const uri = pathToFileURL(repository.path('plan.md')).href;
    await editor.open(uri, plan);
    expect((await editor.pull(uri)).map(({ code }) => code)).toEqual(['no-unknown-dependency']);
    const status = await editor.connection.sendRequest('planvet/status', { textDocument: { uri } });
    expect(status).toEqual({ tasks: 2, done: 1, ready: 0, errors: 1, warnings: 0, template: null });
    expect(await editor.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } })).toEqual([]);
    await editor.end();
  });

  it('is the one of the workspace where that is trusted and has one', () => {
    const bundled = '/extension/server/cli.cjs';
    const folders = [repository.folder, repository.install().folder];
    const own = repository.path('node_modules/planvet/dist/cli.cjs');
    const chosen = (wanted: string, isTrusted: boolean) => chooseServer(bundled, folders, { wanted, isTrusted }).path;
    expect(chosen('workspace', true)).toBe(own);
    expect(chosen('workspace', false)).toBe(bundled);
    expect(chosen('bundled', true)).toBe(bundled);
    expect(chooseServer(bundled, [], { wanted: 'workspace', isTrusted: true }).path).toBe(bundled);
  });

  it('is what the status bar speaks of', () => {
    const { text, tooltip } = statusText({
      tasks: 7,
      done: 3,
      ready: 2,
      errors: 1,
      warnings: 0,
      template: 'checklist',
    });
    expect(text).toBe('$(checklist) 3/7');
    expect(tooltip).toBe('3 of 7 tasks done, 2 can start now\n1 error, 0 warnings\nread as checklist');
  });
});
