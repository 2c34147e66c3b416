import { WordSet } from './word-set.ts';

/**
 * What words say of the text that they stand in, or beside. A list of a language may have words of which only the beginning
 * counts (`delet*`).
 */
export type Cue =
  // In front of the path of a file: what is done with it.
  | 'deletes'
  | 'creates'
  | 'modifies'
  | 'tests'
  // Of requirements: before their number, as a label before their numbers, as a title of what is accepted, in titles over where
  // they are defined or listed again, in a bracket behind one; other documents, and what stands before their names.
  | 'requirement'
  | 'story'
  | 'citesRequirements'
  | 'criteria'
  | 'definesRequirements'
  | 'repeatsRequirements'
  | 'givenUp'
  | 'otherDocuments'
  | 'belongsTo'
  // In brackets: what is meant as it stands, what an editor remarks, what a template asks for, what it leaves to be named, numbers
  // or leaves blank, what is to be decided yet, where something is written, what is told, what is said by the way.
  | 'tags'
  | 'remarks'
  | 'asks'
  | 'toBeNamed'
  | 'numberedInTemplates'
  | 'blanks'
  | 'toBeDecided'
  | 'partsOfText'
  | 'tellsOf'
  | 'asides'
  // Beside a bracket: what is shown by that name, what refers the reader to it, what cannot end a sentence; labels of tags.
  | 'pointsAt'
  | 'pointedAt'
  | 'refersTo'
  | 'governs'
  | 'listsTags'
  // Of gaps: labels of what is known later and of what explains values, alternatives, what is said of marks and of templates, what
  // asks to be filled in, titles over samples, shapes of dates.
  | 'results'
  | 'explains'
  | 'alternative'
  | 'aboutMarkers'
  | 'samples'
  | 'standsIn'
  | 'handles'
  | 'ofTemplates'
  | 'fillsIn'
  | 'showsHow'
  | 'dateShapes'
  | 'deniesGaps'
  // Of menus: values of one kind that exclude each other, pairs that do so by themselves, and what joins them.
  | 'levels'
  | 'difficulties'
  | 'necessities'
  | 'sizes'
  | 'answers'
  | 'verdicts'
  | 'releases'
  | 'progressStates'
  | 'opposites'
  | 'or'
  // Of templates: which parts may be left out or not, how they tell a writer what to write (and what only sounds so), titles that
  // any document has.
  | 'mandatory'
  | 'applicable'
  | 'politely'
  | 'tellsWriter'
  | 'tellsWriterInText'
  | 'namesThings'
  | 'commonTitles'
  // Of dates and figures: what says that a date was another one, what stands in front of two of them and between them.
  | 'moved'
  | 'between'
  | 'rangeTo'
  // Of states: what was made and not only written, what milestones mark, what is looked at before it is done, what was put off.
  | 'built'
  | 'completion'
  | 'inReview'
  | 'movedTo'
  // Of titles and labels: words that tell nothing, labels of the state of a part, titles over what is said of the document itself.
  | 'vague'
  | 'statusOfPart'
  | 'aboutDocument'
  | 'metadata'
  // Of tasks: keywords of what may be found or asked for rather than worked on, titles over work.
  | 'finds'
  | 'feature'
  | 'workList'
  // Of needs: groups of tasks by where they stand, titles and lines over an order that is meant or only recommended, labels in
  // comments.
  | 'earlier'
  | 'everything'
  | 'previousTask'
  | 'inThisPhase'
  | 'aboutNeeds'
  | 'order'
  | 'recommended'
  | 'needsInComment'
  // Titles that are states elsewhere.
  | 'testingTitles';

/** The words of some languages for each cue, made ready when they are first asked for. */
export class Cues {
  readonly #languages: readonly CueWords[];
  readonly #made = new Map<Cue, WordSet>();
  readonly #listed = new Map<Cue, ReadonlySet<string>>();

  constructor(languages: readonly (CueWords | undefined)[]) {
    this.#languages = languages.filter((words) => words !== undefined);
  }

  /** The words of all languages for a cue, to be found in texts. */
  of(cue: Cue): WordSet {
    const known = this.#made.get(cue);
    if (known) return known;
    const made = new WordSet(this.#languages.flatMap((words) => words[cue] ?? []));
    this.#made.set(cue, made);
    return made;
  }

  /** The same, to be compared with a whole text in lower case. */
  listed(cue: Cue): ReadonlySet<string> {
    const known = this.#listed.get(cue);
    if (known) return known;
    const made = new Set(this.#languages.flatMap((words) => words[cue] ?? []));
    this.#listed.set(cue, made);
    return made;
  }
}

/** The words of one language for each cue. */
export type CueWords = Readonly<Partial<Record<Cue, readonly string[]>>>;
