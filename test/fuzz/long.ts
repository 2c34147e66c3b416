// What `npm run fuzz` runs: `--runs N`, `--seed N`, `--minutes N`, `--only PROPERTY`. Prints failures, and at the end how much was tried.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hold, type Failure } from './hold.ts';
import { Texts } from './texts.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '1000' },
    only: { type: 'string' },
    plans: { type: 'string', default: 'fixtures' },
  },
});
const [runs, seed, minutes] = [Number(values.runs), Number(values.seed), Number(values.minutes)];
const plans = readdirSync(values.plans, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
  .map(({ parentPath, name }) => join(parentPath, name))
  .toSorted()
  .map((path) => readFileSync(path, 'utf8'));
const texts = new Texts(plans);

const failures = new Map<string, Failure>();
const start = Date.now();
let done = 0;
let failed = 0;
for (; done < runs && Date.now() - start < minutes * 60_000; done++) {
  const failure = hold(texts, seed + done, values.only);
  if (done % 10_000 === 9999) console.error(`${done + 1} of ${runs}, ${failed} failures`);
  if (!failure) continue;
  failed++;
  // One of a kind is enough: digits and names aside, it says the same.
  const kind = `${failure.property} ${failure.what.split('\n')[0]?.replaceAll(/\d+/g, '#').slice(0, 60)}`;
  if (failures.has(kind)) continue;
  failures.set(kind, failure);
  const { property, what, text } = failure;
  console.log(`seed ${failure.seed}, ${property}: ${what.slice(0, 600)}\n  ${JSON.stringify(text)}\n`);
}
const seconds = Math.round((Date.now() - start) / 1000);
console.log(`${done} texts from seed ${seed} in ${seconds} s: ${failed} failures of ${failures.size} kinds`);
process.exitCode = failed > 0 ? 1 : 0;
