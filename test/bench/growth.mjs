// `npm run bench [-- SHAPE]`: how processor time grows when a text of one shape doubles. Says what it measures, fails at nothing.
import { parseArgs } from 'node:util';
import { lintText } from '../../dist/index.js';
import { shapes } from './shapes.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { most: { type: 'string', default: '60000' }, limit: { type: 'string', default: '3000' } },
});
const [most, limit] = [Number(values.most), Number(values.limit)];

/** Milliseconds of processor time for one text; the best of a few where it takes little. */
function measure(text) {
  let best = Infinity;
  for (let round = 0; round < 3 && (round === 0 || best < 300); round++) {
    const before = process.cpuUsage();
    lintText(text, { path: 'plan.md', preset: 'strict' });
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

lintText(shapes.chain(200), { path: 'plan.md' });
for (const [name, make] of Object.entries(shapes)) {
  if (positionals.length > 0 && !positionals.some((part) => name.includes(part))) continue;
  const times = [];
  let size = 0;
  for (let n = 100; size < most && (times.at(-1) ?? 0) < limit; n *= 2) {
    const text = make(n);
    size = text.length;
    times.push(measure(text));
  }
  const ratios = times.slice(1).map((time, index) => (time / times[index]).toFixed(1));
  const last = Number(ratios.at(-1) ?? 0);
  console.log(
    `${last > 2.2 ? '!' : ' '} ${name.padEnd(34)} ${String(Math.round(size / 1000)).padStart(4)} kB ${times.map((time) => Math.round(time)).join(', ')} ms; x ${ratios.join(', ')}`,
  );
}
