import type { Spelling } from './choices.ts';
import words from './languages.json' with { type: 'json' };
import { type AbstractPlan } from './plans.ts';

/** The words of one language. */
export type Words = (typeof words)['en'];

/** What a plan needs to call its tasks by. */
export interface Naming {
  readonly words: Words;
  readonly ids: readonly string[];
  readonly spelling: Spelling;
}

/** The words and ids that a spelling gives a plan. Behind the ids of its tasks stands one that nothing has. */
export function namingOf(spelling: Spelling, plan: AbstractPlan): Naming {
  let count = 0;
  const ids = plan.groups.flatMap((group, at) => group.map((_task, place) => idOf(spelling.id, ++count, at, place)));
  return { words: words[spelling.language], ids: [...ids, nobodys[spelling.id]], spelling };
}

/** Ids that no task of any plan has. */
const nobodys: Readonly<Record<Spelling['id'], string>> = {
  '1': '47',
  '1.1': '1.9',
  T001: 'T047',
  'T-1': 'T-47',
  'TASK-001': 'TASK-047',
  'P1-01': 'P1-47',
  B4: 'A9',
};

function idOf(shape: Spelling['id'], count: number, group: number, place: number): string {
  const padded = (number: number, width: number) => String(number).padStart(width, '0');
  const shapes: Record<Spelling['id'], string> = {
    '1': String(count),
    '1.1': `${group + 1}.${place + 1}`,
    T001: `T${padded(count, 3)}`,
    'T-1': `T-${count}`,
    'TASK-001': `TASK-${padded(count, 3)}`,
    'P1-01': `P${group + 1}-${padded(place + 1, 2)}`,
    B4: `${'ABC'[group]}${place + 1}`,
  };
  return shapes[shape];
}

/** Whether an id is a number, and needs its keyword before it in running text. */
const isNumber = ({ id }: Spelling) => id === '1' || id === '1.1';

/** How a task is called where it is declared. */
export function declaredName({ words: { task }, ids, spelling }: Naming, at: number): string {
  const bare = ['table', 'table-fused', 'checklist-plain'].includes(spelling.dialect);
  const space = spelling.noise === 'hard-spaces' ? '\u00A0' : ' ';
  return isNumber(spelling) && !bare ? `${task}${space}${ids[at]}` : (ids[at] ?? '');
}

/** How one task is referred to. */
export function reference({ words: { task }, ids, spelling }: Naming, at: number): string {
  const id = ids[at] ?? '';
  const full = isNumber(spelling) ? `${task} ${id}` : id;
  switch (spelling.reference) {
    case 'id':
      return id;
    case 'keyword':
    case 'plural':
      return `${task} ${id}`;
    case 'hard-space':
      return `${task}\u00A0${id}`;
    case 'bold':
      return `**${full}**`;
    case 'code':
      return `\`${full}\``;
    case 'link':
      return `[${full}](#${id.toLowerCase().replaceAll('.', '')})`;
    case 'range':
    case 'and':
    case 'ampersand':
    case 'slash':
      return full;
  }
}

/** How several tasks are referred to at once. */
export function references(naming: Naming, needs: readonly number[]): string {
  const { words, ids, spelling } = naming;
  const each = needs.map((at) => reference(naming, at));
  const [first = 0, last = 0] = [needs[0], needs.at(-1)];
  if (needs.length < 2) return each.join('');
  switch (spelling.reference) {
    case 'plural':
      return `${words.tasks} ${needs.map((at) => ids[at]).join(words.comma)}`;
    case 'range': {
      if (last - first !== needs.length - 1) return each.join(words.comma);
      const span = `${ids[first]}–${ids[last]}`;
      return isNumber(spelling) ? `${words.tasks} ${span}` : span;
    }
    case 'and':
      return [each.slice(0, -1).join(words.comma), each.at(-1)].join(words.and);
    case 'ampersand':
      return each.join(' & ');
    case 'slash':
      return each.join(' / ');
    default:
      return each.join(words.comma);
  }
}
