// Plans that are made up, the same for the same seed: what programs are measured on.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const VERBS =
  'Build Write Measure Move Split Wire Document Review Index Cache Encrypt Migrate Rename Replace Deploy Rotate'.split(
    ' ',
  );
const THINGS =
  'login form,order table,price feed,search index,mail queue,audit log,export job,billing page,session store,image resizer,rate limiter,feature flag,backup script,webhook receiver,user profile,import wizard'.split(
    ',',
  );
const REASONS =
  'so that nobody waits for it,before the old one is switched off,behind a flag at first,with the limits that were agreed,for every tenant,without a second of downtime,as the audit asks for,in small steps that can be taken back'.split(
    ',',
  );
const OWNERS = 'Ada,Grace,Linus,Margaret,Edsger,Barbara'.split(',');

/** One plan of about a number of bytes. Some have something to be found in them. */
export function plan(seed, bytes) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const thing = pick(THINGS);
  const title = `${pick(VERBS)} the ${thing} ${seed}`;
  const parts = [
    `# Implementation plan: ${title}\n\n**Status**: In progress\n**Owner**: ${pick(OWNERS)}\n**Created**: 2026-0${1 + Math.floor(next() * 9)}-1${Math.floor(next() * 9)}\n\n## Overview\n\n${prose(pick, 5)}\n`,
    `## Risks\n\n| Risk | Likelihood | Impact | Mitigation |\n| --- | --- | --- | --- |\n${Array.from({ length: 4 }, () => `| The ${pick(THINGS)} is slower than today | ${pick(['Low', 'Medium', 'High'])} | ${pick(['Low', 'High'])} | ${prose(pick, 1)} |`).join('\n')}\n`,
  ];
  let size = parts.join('\n').length;
  let task = 0;
  for (let phase = 1; size < bytes - 300; phase++) {
    const done = phase === 1;
    const lines = [`## Phase ${phase}: ${pick(VERBS)} the ${pick(THINGS)}\n\n${prose(pick, 2)}\n`];
    const tasks = 4 + Math.floor(next() * 4);
    for (let i = 1; i <= tasks; i++) {
      task++;
      const before = task > 1 ? `Task ${task - 1}` : 'none';
      const needs = next() < 0.02 ? `Task ${task + 900}` : before;
      lines.push(
        `### Task ${task}: ${pick(VERBS)} the ${pick(THINGS)}\n\n${prose(pick, 2)}\n\n- **Depends on**: ${needs}\n- **Estimate**: ${1 + Math.floor(next() * 8)} hours\n- **Files**: \`src/${pick(THINGS).replace(' ', '/')}.ts\`\n\n${Array.from({ length: 3 }, () => `- [${done ? 'x' : ' '}] ${pick(VERBS)} the ${pick(THINGS)} ${pick(REASONS)}`).join('\n')}\n`,
      );
    }
    if (next() < 0.5) lines.push(`\`\`\`ts\nconst limit = ${Math.floor(next() * 1000)};\nawait run(limit);\n\`\`\`\n`);
    lines.push(
      `### Exit criteria\n\n${Array.from({ length: 3 }, () => `- [${done ? 'x' : ' '}] The ${pick(THINGS)} works ${pick(REASONS)}`).join('\n')}\n`,
    );
    const text = lines.join('\n');
    parts.push(text);
    size += text.length;
  }
  if (next() < 0.1) parts.push('## Notes\n');
  return parts.join('\n');
}

function prose(pick, sentences) {
  return Array.from(
    { length: sentences },
    () =>
      `We ${pick(VERBS).toLowerCase()} the ${pick(THINGS)} ${pick(REASONS)}, and the *${pick(THINGS)}* stays as it is.`,
  ).join(' ');
}

/** Writes a tree of plans into a folder that is emptied first, and says how many bytes they have. */
export function writeTree(folder, count, { seed = 1, bytes = 7300 } = {}) {
  rmSync(folder, { recursive: true, force: true });
  const next = random(seed);
  let total = 0;
  for (let index = 0; index < count; index++) {
    const path = join(folder, `docs/plans/team-${index % 20}/plan-${String(index).padStart(4, '0')}.md`);
    const text = plan(seed * 100_000 + index, bytes * (0.4 + next() * 1.2));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    total += text.length;
  }
  return total;
}
