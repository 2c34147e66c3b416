// `npm run vsix [-- FILE]`: packs the extension for VS Code with the built server, without the network.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { strToU8, zipSync } from 'fflate';
import { licences } from './licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => readFile(join(root, path));
const about = JSON.parse(await read('package.json'));
const own = JSON.parse(await read('src/vscode/package.json'));
const manifest = {
  ...own,
  version: about.version,
  homepage: about.homepage,
  bugs: { url: about.bugs },
  repository: about.repository,
};

const built = await esbuild.build({
  absWorkingDir: root,
  entryPoints: { extension: 'src/vscode/extension.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  minify: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  external: ['vscode'],
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
});

/** The program of the server: what `npm run build` makes of the command line. */
const server = (await readdir(join(root, 'dist'))).filter((name) => name.endsWith('.cjs'));
if (!server.includes('cli.cjs')) throw new Error('there is no dist/cli.cjs: `npm run build` comes first');

const escaped = (text) => text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
const property = (id, value) => `<Property Id="Microsoft.VisualStudio.${id}" Value="${escaped(value)}" />`;
const asset = (type, path) =>
  `<Asset Type="Microsoft.VisualStudio.${type}" Path="extension/${path}" Addressable="true" />`;
const packageManifest = `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011" xmlns:d="http://schemas.microsoft.com/developer/vsx-schema-design/2011">
  <Metadata>
    <Identity Language="en-US" Id="${escaped(manifest.name)}" Version="${escaped(manifest.version)}" Publisher="${escaped(manifest.publisher)}" />
    <DisplayName>${escaped(manifest.displayName)}</DisplayName>
    <Description xml:space="preserve">${escaped(manifest.description)}</Description>
    <Tags>${escaped(manifest.keywords.join(','))}</Tags>
    <Categories>${escaped(manifest.categories.join(','))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <License>extension/LICENSE.txt</License>
    <Properties>
      ${property('Code.Engine', manifest.engines.vscode)}
      ${property('Code.ExtensionDependencies', '')}
      ${property('Code.ExtensionPack', '')}
      ${property('Code.ExtensionKind', manifest.extensionKind.join(','))}
      ${property('Code.LocalizedLanguages', '')}
      ${property('Services.Links.Source', about.repository.url.replace(/^git\+/, ''))}
      ${property('Services.Links.Support', about.bugs)}
      ${property('Services.Links.Learn', about.homepage)}
      ${property('Services.GitHubFlavoredMarkdown', 'true')}
    </Properties>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code" />
  </Installation>
  <Dependencies />
  <Assets>
    ${asset('Code.Manifest', 'package.json')}
    ${asset('Services.Content.Details', 'readme.md')}
    ${asset('Services.Content.License', 'LICENSE.txt')}
  </Assets>
</PackageManifest>
`;

const types = {
  cjs: 'application/javascript',
  json: 'application/json',
  md: 'text/markdown',
  txt: 'text/plain',
  vsixmanifest: 'text/xml',
};
const contentTypes = `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${Object.entries(types)
  .map(([extension, type]) => `<Default Extension=".${extension}" ContentType="${type}" />`)
  .join('')}</Types>
`;

const files = {
  '[Content_Types].xml': strToU8(contentTypes),
  'extension.vsixmanifest': strToU8(packageManifest),
  'extension/package.json': strToU8(`${JSON.stringify(manifest, undefined, 2)}\n`),
  'extension/extension.cjs': built.outputFiles[0].contents,
  'extension/schema.json': await read('dist/schema.json'),
  'extension/readme.md': await read('src/vscode/readme.md'),
  'extension/LICENSE.txt': await read('LICENSE'),
  'extension/server/LICENSES.txt': await read('dist/LICENSES.txt'),
  'extension/LICENSES.txt': strToU8(await licences([built.metafile], root)),
};
for (const name of server) files[`extension/server/${name}`] = await read(`dist/${name}`);

const path = resolve(process.argv[2] ?? join(root, `planvet-${manifest.version}.vsix`));
// Of one time, so that the same sources give the same file.
const zip = zipSync(files, { level: 9, mtime: new Date('2000-01-01T00:00:00Z') });
await writeFile(path, zip);
console.log(`${basename(path)}: ${(zip.length / 1_000_000).toFixed(2)} MB, ${Object.keys(files).length} files`);
