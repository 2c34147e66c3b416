import type { Reconciled, Statement } from '../engine/reconcile/statement.ts';
import { escapeMarkdown } from '../drawing/escape-markdown.ts';
import { printable } from './printable.ts';
import { evidenceOf, inOrder, judgedWords, questions, unknownWords } from './reconciled-words.ts';
import { counted } from './tally.ts';

/** Characters after which no more plans are described: a comment takes 65,536. */
const ROOM = 60_000;

/** What plans say against what their repository shows, for a pull request. Always says something. */
export function reconciledMarkdown(plans: readonly Reconciled[], limits: readonly string[]): string {
  const told = plans.filter(({ statements }) => statements.length > 0);
  const count = told.reduce((sum, { statements }) => sum + statements.length, 0);
  const judged = plans.reduce((sum, { tasks }) => sum + tasks.judged, 0);
  const head =
    count === 0
      ? `### Plans and repository\n\nNothing to tell: ${counted(judged, 'task')} of ${counted(plans.length, 'plan')} could be judged.\n`
      : `### Plans and repository: ${counted(count, 'question')}\n`;
  const parts = [head, ...limits.map((limit) => `${safe(`${limit[0]?.toUpperCase() ?? ''}${limit.slice(1)}`)}.\n`)];
  let size = 0;
  let left = 0;
  for (const plan of told) {
    const part = onePlan(plan);
    size += part.length;
    if (size > ROOM) left++;
    else parts.push(part);
  }
  if (left > 0) parts.push(`And ${counted(left, 'more plan')}, for which there is no room here.\n`);
  return parts.join('\n');
}

function onePlan(plan: Reconciled): string {
  const rows = inOrder(plan).map((statement) => row(statement));
  const unknown = unknownWords(plan).map((part) => `- ${safe(part)}\n`);
  return [
    `#### ${safe(plan.path)}\n\n${judgedWords(plan)}\n`,
    `| | Task | Line | What | Evidence |\n| --- | --- | --- | --- | --- |\n${rows.join('')}`,
    ...(unknown.length > 0 ? [unknown.join('')] : []),
  ].join('\n');
}

function row(statement: Statement): string {
  const evidence = evidenceOf(statement).map((part) => safe(part));
  return `| ${questions[statement.kind]} | ${safe(statement.task)} | ${statement.line} | ${safe(statement.what)} | ${evidence.join('<br>')} |\n`;
}

function safe(text: string): string {
  return escapeMarkdown(printable(text));
}
