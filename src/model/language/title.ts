import type { Located } from '../../text.ts';
import { locate } from '../../text.ts';

/** Tags in front of a title: parallel, story. */
const TAGS = /^(?:\[(?:P|US\d+[a-z]?)\]\s*)+/;

/** Words inside brackets that say what a task needs, or what needs it, and the values behind them. */
export const INLINE_NEED =
  /[([](?:(depends(?:\s+on)?|needs|requires|blocked by|after)|(blocks|unblocks|required for|required by))(?:\s*:)?\s+(?!\s)([^()[\]]+)[)\]]/gi;

const NOTE = new RegExp(
  String.raw`(?:(?<!\s)\s+)?(?:${INLINE_NEED.source}|\((?:AC|ACs|acceptance criteria)\s*[:#]?[\s\d,.#&–-]*\)|\(P\)|<!--(?:(?!-->|<!--)[^])*-->)[\s.*_]*$`,
  'i',
);

const ONLY_IDS =
  /^(?:(?=\S*\d)\S+|tasks?|steps?|phases?|stor(?:y|ies)|and|to|through|all|[,;&+/–—-])(?:\s+(?:(?=\S*\d)\S+|tasks?|steps?|phases?|stor(?:y|ies)|and|to|through|[,;&+/–—-]))*$/i;

/** A title without the tags before it and the notes behind it that are read for themselves: `[P] [US1]`, `(depends on T001)`, `(AC: 1, 2)`, `(P)`. */
export function bareTitle(title: Located<string>): Located<string> {
  const lead = TAGS.exec(title.value)?.[0].length ?? 0;
  let text = title.value.slice(lead);
  for (let note = NOTE.exec(text); note && note.index > 0; note = NOTE.exec(text)) {
    const needed = note[3];
    // "(requires Node 20)" is part of what the title says.
    if (needed !== undefined && !ONLY_IDS.test(needed.trim())) break;
    text = text.slice(0, note.index);
  }
  return locate(text, title.span.start + lead);
}
