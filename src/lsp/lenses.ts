import { type CodeLens, type InlayHint, type Range } from 'vscode-languageserver-protocol';
import type { Linted } from './analysis.ts';
import { textEdits } from './edits.ts';
import type { OpenDocument } from './open-document.ts';
import { phaseProgress } from './phase-progress.ts';

/** Above each phase how far it is. */
export function codeLenses({ plan }: Linted, { positions }: OpenDocument): CodeLens[] {
  if (!plan) return [];
  return plan.phases.flatMap((phase) => {
    const title = phaseProgress(plan, phase);
    const range = positions.rangeOf(phase.section.headingSpan);
    return title === undefined ? [] : [{ range, command: { title, command: '' } }];
  });
}

/** The rules that say which figure would be right. */
const FIGURES: ReadonlySet<string> = new Set(['no-wrong-total', 'no-wrong-progress', 'no-wrong-critical-path']);

/** The right figure behind each wrong one, as far as a correction is just a figure. */
export function inlayHints({ result }: Linted, { positions }: OpenDocument, range: Range): InlayHint[] {
  const shown = positions.spanOf(range);
  return result.findings.flatMap(({ ruleId, span, fixes, message }) => {
    const [fix] = fixes;
    const [edit] = fix?.edits ?? [];
    if (!FIGURES.has(ruleId) || !fix || !edit || fix.edits.length !== 1 || !/\d/.test(edit.text)) return [];
    if (edit.text.includes('\n') || edit.text.length > 40 || span.start > shown.end || span.end < shown.start)
      return [];
    return [
      {
        position: positions.positionAt(Math.max(span.end, edit.span.end)),
        label: `= ${edit.text.trim()}`,
        tooltip: message,
        paddingLeft: true,
        textEdits: textEdits(fix.edits, positions),
      },
    ];
  });
}
