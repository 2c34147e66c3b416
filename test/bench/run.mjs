// `npm run bench [-- JOB...]`: planvet beside other linters on the same made-up plans, in the same run. Without a job all of
// them are done, and `editor` (from a change to the findings) and `growth` (how processor time grows with the text) too. It installs the others into `.bench/` once
// (`--fresh` looks for newer ones) and prints the table for docs/performance.md; `--write` puts it there. It fails at nothing.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measure } from './measure.mjs';
import { buildFloor, install, named, programs, versionOf } from './peers.mjs';
import { plan, writeTree } from './plans.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, '.bench');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    fresh: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
  },
});

const PEERS = ['markdownlint-cli', 'markdownlint-cli2', 'eslint', 'remark-cli', 'textlint', 'rumdl'];
const FLOOR = 'remark-parse and remark-gfm alone';

/** What is measured: on what, against which program, and which others. */
const jobs = {
  cold: {
    title: 'one plan of 10 kB, cold',
    on: 'plan.md',
    who: ['node', 'planvet', 'planvet, its code not kept', FLOOR, ...PEERS],
  },
  cached: { title: 'one plan of 10 kB, not changed', on: 'plan.md', who: ['node', 'planvet, cached'] },
  tree: { title: '200 plans', on: 'tree-200', who: ['markdownlint-cli2', 'planvet', FLOOR, ...PEERS] },
  many: { title: '1,000 plans', on: 'tree-1000', who: ['markdownlint-cli2', 'planvet', FLOOR, ...PEERS] },
  'many-one': {
    title: '1,000 plans, one processor',
    on: 'tree-1000',
    who: ['markdownlint-cli2', 'planvet', FLOOR],
    one: true,
  },
  'many-cached': { title: '1,000 plans, not changed', on: 'tree-1000', who: ['node', 'planvet, cached'] },
  large: { title: 'one plan of 1 MB', on: 'large.md', who: ['markdownlint-cli2', 'planvet', FLOOR, ...PEERS] },
};

mkdirSync(folder, { recursive: true });
install(folder, values.fresh);
const all = programs(root, folder, await buildFloor(root, folder));
const sizes = makePlans();
const env = { PLANVET_CACHE_DIR: join(folder, 'caches'), NO_COLOR: '1' };
rmSync(env.PLANVET_CACHE_DIR, { recursive: true, force: true });

const wanted = Object.keys(jobs).filter((name) => positionals.length === 0 || positionals.includes(name));
const parts = [];
for (const name of wanted) {
  const { title, on, who, one = false } = jobs[name];
  const chosen = [...new Set(who)].filter(
    (other, at) => at === 0 || values.only.length === 0 || values.only.includes(other),
  );
  const commands = Object.fromEntries(chosen.map((program) => [program, all[program](on)]));
  const rows = measure(commands, { rounds: Number(values.rounds), cwd: folder, env, one });
  parts.push(table(`${title} (${sizes[on]})`, rows));
  console.log(`${parts.at(-1)}\n`);
}
if (wanted.length > 0) {
  const text = `${about()}\n\n${parts.join('\n\n')}\n`;
  if (values.write) writeInto(join(root, 'docs/performance.md'), text);
  else console.log(about());
}
if (positionals.length === 0 || positionals.includes('editor')) {
  execFileSync(process.execPath, [join(root, 'test/bench/editor.mjs')], { stdio: 'inherit' });
}
if (positionals.length === 0 || positionals.includes('growth')) {
  execFileSync(process.execPath, [join(root, 'test/bench/growth.mjs')], { stdio: 'inherit' });
}

function makePlans() {
  writeFileSync(join(folder, 'plan.md'), plan(7, 10_000));
  writeFileSync(join(folder, 'large.md'), plan(8, 1_000_000));
  const kilobytes = (bytes) => `${Math.round(bytes / 1000).toLocaleString('en')} kB`;
  return {
    'plan.md': kilobytes(readFileSync(join(folder, 'plan.md')).length),
    'large.md': kilobytes(readFileSync(join(folder, 'large.md')).length),
    'tree-200': kilobytes(writeTree(join(folder, 'tree-200'), 200)),
    'tree-1000': kilobytes(writeTree(join(folder, 'tree-1000'), 1000)),
  };
}

/** Ratios to the first program, each as the middle of all rounds and what lies between the least and the most. */
function table(title, rows) {
  const ratio = ({ middle, least, most }) => `${middle.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
  const lines = rows.map(
    ({ name, cpu, wall, seconds, memory }) =>
      `| ${name} | ${ratio(cpu)} | ${ratio(wall)} | ${seconds.toFixed(2)} | ${Number.isNaN(memory) ? '-' : Math.round(memory)} |`,
  );
  return [
    `**${title}**, against \`${rows[0].name}\``,
    '',
    '| program | processor time | by the clock | processor seconds | peak MB |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

function about() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const others = named.map((name) => `${name} ${versionOf(folder, name)}`).join(', ');
  const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}`;
  return `Measured on ${new Date().toISOString().slice(0, 10)}: ${machine}, Node ${process.version}; planvet ${version}, ${others}; ${values.rounds} rounds.`;
}

function writeInto(path, text) {
  const before = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    before.replace(/(<!-- figures -->\n)[^]*(\n<!-- \/figures -->)/, (_, open, close) => `${open}\n${text}${close}`),
  );
}
