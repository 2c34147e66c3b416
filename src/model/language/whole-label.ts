import { isUnspaced } from './characters.ts';
import type { FieldRole } from '../plan/field.ts';
import type { Vocabulary } from './words.ts';

/** The label without the word that says that it is about all of the plan: `overall progress`, `statut du projet`, `整体状态`. */
function withoutWhole(label: string, { whole, joining }: Vocabulary): string | undefined {
  if (isUnspaced(label)) {
    const word = [...whole].find((each) => isUnspaced(each) && label.startsWith(each) && label.length > each.length);
    if (word === undefined) return undefined;
    const rest = label.slice(word.length);
    return joining.has(rest.charAt(0)) ? rest.slice(1) : rest;
  }
  const words = label.split(' ');
  if (words.length > 5 || !words.some((word) => whole.has(word))) return undefined;
  return words.filter((word) => !whole.has(word) && !joining.has(word)).join(' ');
}

/** Whether a label says that it speaks for the whole plan. */
export function isOfWhole(label: string, vocabulary: Vocabulary): boolean {
  return withoutWhole(label, vocabulary) !== undefined;
}

/** What a label for a state or for progress of the whole plan stands for, where it is not known as it is. */
export function roleOfWhole(label: string, vocabulary: Vocabulary): FieldRole | undefined {
  const role = vocabulary.fields.get(withoutWhole(label, vocabulary) ?? '');
  return role === 'status' || role === 'progress' ? role : undefined;
}
