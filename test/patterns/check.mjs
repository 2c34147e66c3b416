// Asks recheck which regular expressions need time that grows faster than the text they look at.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { check } from 'recheck';
import { readComposed } from './composed.mjs';
import { readLiterals } from './literals.mjs';

/** Milliseconds for one pattern. What recheck cannot decide in that time counts as undecided, not as vulnerable. */
const LIMIT = 5000;
/** Microseconds of processor time; a linear search in so short a text takes a hundredth of it. */
const SLOW = 100_000;
/** How many patterns are looked at side by side. */
const WORKERS = 2;

const here = (name) => new URL(name, import.meta.url);

/** Patterns that may be slow, each with its `file`, its `source` (or none, for all of the file) and the `reason`. */
export const accepted = JSON.parse(readFileSync(here('accepted.json'), 'utf8'));
/** Digests of patterns that were found linear, so that a test need only look at new ones. */
export const linear = here('linear.txt');

/** All patterns of the project, each once, by the first place where it stands. */
export async function readPatterns() {
  const all = new Map();
  for (const pattern of [...readLiterals(), ...(await readComposed())]) {
    // Whether a pattern looks for one match or all is no difference; one that is sticky begins where it is told to.
    const flags = pattern.flags.replace(/[gdy]/g, '');
    const from = pattern.flags.includes('y') ? `^(?:${pattern.source})` : pattern.source;
    const key = `/${from}/${flags}`;
    if (!all.has(key)) all.set(key, { ...pattern, from, flags, digest: digestOf(key) });
  }
  return [...all.values()];
}

function digestOf(key) {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}

/** The patterns with what was found: `status` (`safe`, `vulnerable`, `unknown`), `complexity`, an `attack` and the `hotspot`s. */
export async function checkPatterns(patterns) {
  const found = [];
  const waiting = [...patterns];
  const work = async () => {
    for (let pattern = waiting.pop(); pattern; pattern = waiting.pop()) found.push(await checkPattern(pattern));
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return found.toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

/** One pattern with what was found. What recheck's own engine takes for slow is believed when this engine is slow too. */
export async function checkPattern(pattern) {
  const { from, flags } = pattern;
  const { status, complexity, attack, hotspot } = await check(from, flags, { timeout: LIMIT, recallTimeout: -1 });
  const hot = (hotspot ?? []).filter(({ temperature }) => temperature === 'heat');
  return {
    ...pattern,
    status: status === 'vulnerable' && !isSlow(pattern, attack) ? 'unknown' : status,
    complexity: complexity?.summary,
    attack: attack?.pattern,
    hotspots: hot.map(({ start, end }) => from.slice(start, end)),
  };
}

/** Whether an attack of at most 32,000 characters takes more processor time than any linear search needs. */
function isSlow({ from, flags }, { pumps, suffix }) {
  return [500, 4000, 32_000].some((length) => {
    const times = Math.ceil(length / pumps.reduce((sum, { pump }) => sum + pump.length, 0));
    const text = pumps.map(({ prefix, pump }) => prefix + pump.repeat(times)).join('') + suffix;
    const before = process.cpuUsage();
    try {
      runInNewContext('new RegExp(from, flags).exec(text)', { from, flags, text }, { timeout: 5000 });
    } catch {
      return true;
    }
    const { user, system } = process.cpuUsage(before);
    return user + system > SLOW;
  });
}

/** Why a pattern may be slow; undefined where nobody has said that it may. */
export function reasonFor({ file, source }) {
  return accepted.find((entry) => entry.file === file && (entry.source ?? source) === source)?.reason;
}
