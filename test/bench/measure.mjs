// Runs programs in turn, round after round, so that a machine that is slower for a while is so for all of them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const hasTime = existsSync('/usr/bin/time');

/** Runs a command once: seconds by the clock and of the processor, megabytes at most. What it says is thrown away. */
function run(command, { cwd, env, one }) {
  const folder = mkdtempSync(join(tmpdir(), 'planvet-bench-'));
  const report = join(folder, 'memory');
  const measured = [
    ...(one ? ['taskset', '-c', '0'] : []),
    ...(hasTime ? ['/usr/bin/time', '-f', '%M', '-o', report] : []),
    ...command,
  ];
  const words = measured.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const { stderr, error } = spawnSync('bash', ['-c', `TIMEFORMAT='@ %3R %3U %3S'; time ${words} >/dev/null 2>&1`], {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (error) throw error;
  const [, wall, user, system] = /@ ([\d.]+) ([\d.]+) ([\d.]+)/.exec(stderr).map(Number);
  const memory = hasTime ? Number(readFileSync(report, 'utf8').trim().split('\n').at(-1)) / 1024 : Number.NaN;
  rmSync(folder, { recursive: true, force: true });
  return { wall, cpu: user + system, memory };
}

/** Measures programs against the first of them: for each the runs, and the ratios of each round. */
export function measure(commands, { rounds, ...world }) {
  const names = Object.keys(commands);
  const runs = new Map(names.map((name) => [name, []]));
  for (const name of names) run(commands[name], world);
  for (let round = 0; round < rounds; round++) {
    for (const name of names) runs.get(name).push(run(commands[name], world));
  }
  const base = runs.get(names[0]);
  return names.map((name) => {
    const own = runs.get(name);
    const ratios = (key) => own.map((result, round) => result[key] / base[round][key]);
    return {
      name,
      cpu: spread(ratios('cpu')),
      wall: spread(ratios('wall')),
      seconds: median(own.map(({ cpu }) => cpu)),
      memory: median(own.map(({ memory }) => memory)),
    };
  });
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function spread(values) {
  return { middle: median(values), least: Math.min(...values), most: Math.max(...values) };
}
