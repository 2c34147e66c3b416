import type { Reconciled } from '../engine/reconcile/statement.ts';
import type { Paint } from './paint.ts';
import { printable } from './printable.ts';
import { evidenceOf, inOrder, judgedWords, questions, sum, unknownWords } from './reconciled-words.ts';
import { counted } from './tally.ts';

/** What plans say against what their repository shows, for a terminal: those that do not agree, and of the others how many they are. */
export function reconciledText(plans: readonly Reconciled[], paint: Paint): string {
  const told = plans.filter(({ statements }) => statements.length > 0);
  const others = sum(plans.filter(({ statements }) => statements.length === 0));
  const parts = told.map((plan) => [head(plan, paint), ...statementLines(plan, paint), ...unknownLines(plan)]);
  if (plans.length > told.length) {
    const what = told.length > 0 ? 'more plan' : 'plan';
    const title = `${counted(plans.length - told.length, what)} with nothing to tell: ${judgedWords(others)}`;
    parts.push([paint('bold', title), ...unknownLines(others)]);
  }
  return parts.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function head(plan: Reconciled, paint: Paint): string {
  return `${paint('bold', printable(plan.path))}  ${judgedWords(plan)}`;
}

function statementLines(plan: Reconciled, paint: Paint): string[] {
  const statements = inOrder(plan);
  return statements.flatMap((statement, index) => {
    const question = questions[statement.kind];
    const before = statements[index - 1];
    const isFirst = before === undefined || questions[before.kind] !== question;
    return [
      ...(isFirst ? ['', `  ${question}`] : []),
      `    ${printable(statement.task)}  ${paint('dim', `line ${statement.line}`)}`,
      `      ${printable(statement.what)}`,
      ...evidenceOf(statement).map((part) => paint('dim', `        ${printable(part)}`)),
    ];
  });
}

function unknownLines(plan: Pick<Reconciled, 'unknown'>): string[] {
  const unknown = unknownWords(plan);
  return unknown.length > 0 ? ['', ...unknown.map((part) => `  ${printable(part)}`)] : [];
}
