// `npm run patterns`: looks at every regular expression of the project and ends with 1 where one can be made slow that is
// not accepted. `--update` keeps what is linear, so that the tests need only look at new patterns.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { accepted, checkPatterns, linear, readPatterns, reasonFor } from './check.mjs';

const { values } = parseArgs({
  options: { update: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
});

const patterns = await readPatterns();
const found = await checkPatterns(patterns);
const vulnerable = found.filter(({ status }) => status === 'vulnerable');
const refused = vulnerable.filter((pattern) => reasonFor(pattern) === undefined);
const undecided = found.filter(({ status }) => status === 'unknown');
const stale = accepted.filter((entry) => !vulnerable.some((pattern) => reasonFor(pattern) === entry.reason));

if (values.json) console.log(JSON.stringify(found, undefined, 2));
else {
  for (const { file, line, source, flags, complexity, attack, hotspots } of refused)
    console.log(`${file}:${line}: ${complexity}\n  /${source}/${flags}\n  in ${hotspots.join('  ')}\n  by ${attack}\n`);
  for (const { file, source = '' } of stale) console.log(`${file}: accepted, but no longer slow: ${source}`);
  for (const { file, line } of undecided) console.log(`${file}:${line}: undecided`);
  console.log(
    `${found.length} patterns: ${refused.length} can be made slow, ${vulnerable.length - refused.length} more are accepted, ${undecided.length} are undecided`,
  );
}
if (values.update) {
  const digests = found.filter(({ status }) => status !== 'vulnerable').map(({ digest }) => digest);
  writeFileSync(linear, `${digests.toSorted().join('\n')}\n`);
}
process.exit(refused.length > 0 ? 1 : 0);
