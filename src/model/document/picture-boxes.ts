import type { Parsed } from '../../parse.ts';
import { locate, type Located } from '../../text.ts';
import { parseDeclaration } from '../language/declaration.ts';
import { isBoxPicture, stateOfPicture } from '../language/marks.ts';
import { scanNames } from '../language/names.ts';
import { stateOfHeading } from '../language/state-tail.ts';
import { readState, type Stated } from '../language/state.ts';
import { type Token, tokenize } from '../language/tokens.ts';
import type { Vocabulary } from '../language/words.ts';
import type { Item } from './blocks.ts';
import type { OutlineSection } from './outline.ts';
import { purposeOfItem } from './purpose.ts';

/** A picture that stands for a box: `- ✅ **T001**: List the shelves`, `- T001 ✅ List the shelves`, `- T001: List the shelves ✅`. */
export interface PictureBox {
  readonly item: Item;
  readonly picture: Located<string>;
  readonly state: Stated;
  /** What stands behind it, to the end of the line; the whole line where an id stands before it. */
  readonly text: Located<string>;
}

/** An item with such a picture, before it is known whether that is a decoration. */
interface Candidate extends PictureBox {
  /** Whether the picture stands right before an id. */
  readonly named: boolean;
}

/**
 * Pictures that say how far an item is. Before an id they always do. Before other words they do where the list also marks
 * what is not finished, with pictures or with boxes, in a place of work or of checks: all else is decoration.
 */
export function readPictureBoxes(
  { source }: Parsed,
  items: readonly Item[],
  hasBox: (item: Item) => boolean,
  vocabulary: Vocabulary,
): PictureBox[] {
  const found = items.flatMap((item) => candidateOf(item, source.text, vocabulary) ?? []);
  const lists = new Map<Item['list'], Candidate[]>();
  for (const candidate of found) {
    if (hasBox(candidate.item)) continue;
    const list = lists.get(candidate.item.list);
    if (list) list.push(candidate);
    else lists.set(candidate.item.list, [candidate]);
  }
  const decorated = new Set(items.filter((item) => isDecorated(item)).map(({ list }) => list));
  const boxed = new Set(items.filter(hasBox).map(({ list }) => list));
  return [...lists].flatMap(([list, candidates]) => {
    const isDone = ({ picture }: Candidate) => stateOfPicture(picture.value) === 'done';
    const mixed = candidates.some(isDone) && !candidates.every(isDone) && !decorated.has(list);
    return candidates.filter(
      ({ item, named }) => named || boxed.has(list) || (mixed && isPlaceOfStates(item, vocabulary)),
    );
  });
}

function candidateOf(item: Item, text: string, vocabulary: Vocabulary): Candidate | undefined {
  const { value, span } = item.text;
  const [line = ''] = /^[^\r\n]*/.exec(value) ?? [];
  const tokens = tokenize(line, span.start);
  const [picture, next] = tokens;
  const shown = picture?.kind === 'mark' && isBoxPicture(picture.text) ? stateOfPicture(picture.text) : undefined;
  if (!picture || !next) return undefined;
  if (!shown) return behindId(item, tokens, locate(line, span.start), vocabulary);
  const behind = locate(text.slice(picture.span.end, span.start + line.length), picture.span.end);
  const declared = parseDeclaration(behind.value, behind.span.start, vocabulary);
  const named = declared?.strength === 'strong' && declared.kind !== 'phase' && !isListOfIds(tokens, vocabulary);
  const title = declared ? declared.title.value : behind.value;
  const said =
    stateOfHeading(title, vocabulary)?.state ?? (declared ? readState(tokenize(title, 0), vocabulary) : undefined);
  return { item, picture: { value: picture.text, span: picture.span }, state: said ?? shown, text: behind, named };
}

/** `T001 ✅ Title`, `T001: Title ✅`: the picture stands behind the id, or behind all. */
function behindId(
  item: Item,
  tokens: readonly Token[],
  line: Located<string>,
  vocabulary: Vocabulary,
): Candidate | undefined {
  const marks = tokens.filter(({ kind }) => kind === 'mark');
  const [mark] = marks;
  const state = mark && isBoxPicture(mark.text) ? stateOfPicture(mark.text) : undefined;
  if (!mark || !state || marks.length > 1) return undefined;
  const declared = parseDeclaration(line.value, line.span.start, vocabulary);
  if (declared?.strength !== 'strong' || declared.kind === 'phase' || declared.title.value === '') return undefined;
  if (isListOfIds(tokens, vocabulary)) return undefined;
  const behind = declared.mark?.span.start === mark.span.start;
  // "Feature 13 is deployed. ✅" is said about it.
  if (!behind && (mark !== tokens.at(-1) || tokens.at(-2)?.folded === '.')) return undefined;
  const said = behind ? stateOfHeading(declared.title.value, vocabulary)?.state : undefined;
  return {
    item,
    picture: { value: mark.text, span: mark.span },
    state: said ?? state,
    text: line,
    named: true,
  };
}

/** Whether an item begins with a picture that says nothing of its state. */
function isDecorated({ text }: Item): boolean {
  const [first] = tokenize(text.value.slice(0, 12), 0);
  return first?.kind === 'mark' && !isBoxPicture(first.text);
}

/** "T001 to T015 completed" is said about those tasks. */
function isListOfIds(tokens: readonly Token[], vocabulary: Vocabulary): boolean {
  const [first, second] = scanNames(tokens, { vocabulary });
  if (!first) return false;
  const next = tokens[first.to]?.folded ?? '';
  return first.last !== undefined || /^[,&+/]$/.test(next) || vocabulary.and.has(next) || second?.from === first.to;
}

/** A phase, a task, a list of tasks, or a list of what has to hold. */
function isPlaceOfStates(item: Item, vocabulary: Vocabulary): boolean {
  const { purpose } = purposeOfItem(item, vocabulary);
  if (purpose === 'exit-gate' || purpose === 'entry-gate') return true;
  if (purpose !== 'work') return false;
  for (let at: OutlineSection | undefined = item.section; at && at.depth > 1; at = at.parent)
    if (at.declaration?.kind !== undefined || at.role === 'tasks') return true;
  return false;
}
