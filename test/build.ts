import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../.scripts/build.mjs', import.meta.url));

/** Tests run the built bin, so it is built first. At a desk a failure is only said: tests of parts can still help. */
export default function build(): void {
  const { status, stderr } = spawnSync(process.execPath, [script, '--no-types'], { encoding: 'utf8' });
  if (status === 0) return;
  if (process.env['CI']) throw new Error(`the build failed:\n${stderr}`);
  console.error(`The build failed, so tests of the bin see an old one:\n${stderr}`);
}
