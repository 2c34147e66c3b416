import type { Vocabulary } from './words.ts';

/**
 * What a text in brackets is by its words alone:
 * - `tick`: `[x]`, `[~]`, `[X]`; `id`: `[T001]`, `[1.1, 1.2]`; `reference`: `[Task 3]`; `tag`: `[WIP]`, `[P]`, `[High]`; `note`: an editor's
 *   remark, `[moved to phase 3]`, `[Source: x]`; `code`: `[userId]`, `[!NOTE]`, `['T']`; `question`: NEEDS CLARIFICATION
 * - `undecided`: `[TBD]`; `clear`: words that only a placeholder has, `[Feature Name]`, `[your name]`, `[TABLE_NAME]`
 * - `phrase`: several words; `word`: one word
 */
export interface Sense {
  readonly kind:
    'tick' | 'id' | 'reference' | 'tag' | 'note' | 'code' | 'question' | 'undecided' | 'clear' | 'phrase' | 'word';
  /** Whether it begins with a capital letter. */
  readonly capital: boolean;
}

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/(?:(?<!\s)\s+)?,\s*/));

/** Marks that plans put in brackets and mean as they are, besides states and priorities. */
const TAGS = words(`
  p, p?, par, parallel, sequential, seq, id, story, us, wip, gap, hack, fixme, critical, blocker, blocking, major, minor, trivial, urgent, high, medium, low, med, normal,
  must, should, could, won't, must have, should have, could have, won't have, must-have, nice to have, nice-to-have, optional, required, mandatory, recommended,
  new, add, added, modify, modified, create, created, update, updated, delete, deleted, remove, removed, rename, renamed, moved, breaking, breaking change, deprecated,
  experimental, unreleased, manual, auto, automated, human, agent, ai, mvp, red, green, tdd, refactor, gate, checkpoint, draft, final, stable, beta, alpha, legacy,
  completeness, clarity, consistency, measurability, coverage, edge case, ambiguity, conflict, traceability, assumption, dependency, acceptance criteria quality,
  non-functional, x, yes, no, y, n, ok, true, false, n/a, na, none, all, any, both, same, see above, pass, fail, passed, failed, verified, unverified, confirmed, sic,
  note, info, tip, warning, important, caution, must fix, out of scope, in scope, tbr, us#, ..., tab, enter, return, esc, escape, shift, ctrl, alt, cmd, del, backspace, up, down, left, right
`);

/** First words of an editor's remark. */
const REMARKS = words(`
  done, moved, removed, deferred, deprecated, updated, changed, resolved, fixed, blocked, skipped, completed, superseded, replaced, verified, merged, closed, reverted, archived,
  cancelled, canceled, postponed, renamed, split, obsolete, deleted, implemented, shipped, released, tested, approved, rejected, edited, clarified, decided, answered, confirmed,
  already, note, see, cf, ref, refs, sic, citation, warning, caution, via, depends, blocks, requires, needs, after, before, until, since, from, by, not, no, unverified, completes, wip, fixme
`);

/** First words of what a template asks for. */
const ASKING = words(`
  add, insert, enter, describe, list, name, explain, say, state, outline, summarize, summarise, provide, specify, define, identify, document, write, fill, replace, include, detail,
  brief, briefly, detailed, high-level, short, your, e.g., e.g, example, if, link, extract, what, why, how, who, when, where, which, number, names, date, description, choose,
  select, pick, assign, give, put, any, concise, one-line, one-sentence, key, expected, estimated, specific, target, other, another, title, assumption, measurable
`);

/** Nouns that stand for what a plan has to name. A phrase with one at its end is a placeholder. */
const NOUNS = words(`
  name, names, title, date, dates, description, descriptions, number, email, phone, owner, url, link, path, component, components, feature, features, metric, metrics, target,
  value, values, version, role, roles, member, members, reason, strategy, mitigation, criterion, criteria, estimate, hours, days, weeks, months, duration,
  time, amount, percentage, person, author, contact, address, stakeholder, stakeholders, assumption, rationale, goal, goals, objective, objectives, outcome, outcomes, summary, overview,
  details, example, examples, placeholder, text, here, type, types, content, contents, tasks, file, files, responsibilities, requirement, requirements, scenario, behavior,
  behaviour, needed, applicable, etc, module, entity, service, endpoint, resource, location
`);

/** Nouns that templates number: `[Criterion 1]`, `[Feature A]`. */
const NUMBERED = words(`
  criterion, component, risk, goal, objective, role, blocker, dependency, dep, entity, feature, item, metric, requirement, question, assumption, deliverable, decision, stakeholder,
  benefit, example, scenario, field, type, method, point, category, name, service, module, api, file, task, metric name, user, person, tool, technology, library, package, table, category
`);

/** Single words that hardly ever are a tag. */
const BLANKS = words(`
  name, names, title, date, today, description, number, email, e-mail, phone, url, link, path, value, version, contact, address, assign, author, amount, person, reason, rationale,
  placeholder, duration, estimate, hours, days, weeks, time, target, deadline, assignee, reviewer, approver, signature, mitigation, strategy, criterion, metric
`);

const UNITS = /\d\s*(?:k|m|h|d|w|s|hrs?|mins?|ms|pts?|sp|px|[kmg]b|am|pm|x|st|nd|rd|th|v)\b/giu;
const ID =
  /^[#§]?(?:\p{Lu}[\p{Lu}\d]{0,11}(?:[-_.]\p{Lu}[\p{Lu}\d]*){0,4}[-_. ]?(?:\d+|#+)[a-z]?(?:[-.]\p{L}{0,3}\d+){0,4}|\d+(?:\.\d+)*[a-z]?)$/u;
const UNDECIDED =
  /^(?:to be (?:assigned|determined|decided|confirmed|defined|announced|filled in)\b|(?:未定|待定|待确定|待補|要検討|미정)(?!\p{Lo})|(?:por|a) defini(?:r|do)\b|à (?:définir|déterminer)|zu bestimmen\b)/iu;
const SNAKE = /^\p{Lu}[\p{Lu}\d]*(?:_[\p{Lu}\d]+)+$/u;
const COUNTED = /^(\p{L}[\p{L} _/-]{0,24}?)(?:[ #_-]*\d{1,2}|[ _-][A-Z])$/u;
const PLACE_IN_TEXT =
  /^(?:section|figure|fig|table|chapter|pages?|lines?|appendix|sources?|spec|issue|pr|adr|rfc|update|edit)\b[.:]?\s*[\d§#A-Z]/i;
const AMOUNT = /^[XNY](?:%|\s+[\p{L}%])/u;
/** What was, or was not, is told and not asked for. */
const TELLING = /\b(?:ha(?:s|ve) been|was|were|but)\b/;
const ASIDES =
  /\be\.g\.|\bi\.e\.|…|\.\.\.$|\betc\.?$|\bif applicable\b|\bas needed\b|\bif any\b|\bhere\b|\bfor example\b/i;

/** Judges the inside of a pair of brackets. White space inside counts as one space. */
export function senseOf(inside: string, vocabulary: Vocabulary): Sense {
  const text = inside.replace(/[\s>]+/g, ' ').trim();
  const capital = /^[^\p{L}\d]{0,2}\p{Lu}/u.test(text);
  return { kind: kindOf(text, vocabulary), capital: capital && !/^todo\b/i.test(text) };
}

function kindOf(text: string, vocabulary: Vocabulary): Sense['kind'] {
  if (/^[xX✓✔✗✘~\-–—!/>?*]?$/u.test(text)) return 'tick';
  if (/^NEEDS[ _]CLARIFICATION\b/i.test(text)) return 'question';
  if (!/\p{L}{2}/u.test(text) && !AMOUNT.test(text)) return 'id';
  // What is left out of a text that is quoted.
  const left = /^(?:\.{3}|…)\s*([\p{L}-]+)/u.exec(text)?.[1]?.toLowerCase();
  if (left !== undefined && !ASKING.has(left)) return 'note';
  const lower = text.toLowerCase();
  if (isUndecided(lower, vocabulary)) return 'undecided';
  if (isInterval(text)) return 'code';
  if (SNAKE.test(text) && !ID.test(text)) return 'clear';
  if (isNumeric(text) || isIdList(text)) return 'id';
  if (text.split(LIST).every((part) => isReference(part, vocabulary) || ID.test(part))) return 'reference';
  if (isTag(lower, vocabulary)) return 'tag';
  const first = lower.split(/[\s:—–,]/)[0] ?? '';
  if ((ASKING.has(first) && /\s/.test(text)) || AMOUNT.test(text) || ASIDES.test(text)) return 'clear';
  if (/^todo\b\W+\w/i.test(text)) return 'clear';
  if (
    REMARKS.has(first) ||
    TELLING.test(lower) ||
    /^\S+ only$/.test(lower) ||
    PLACE_IN_TEXT.test(text) ||
    /\b(?:19|20)\d\d\b/.test(text)
  )
    return 'note';
  if (isCode(text)) return 'code';
  if (/^[\p{L} -]{1,24}:\s*\S/u.test(text)) return 'note';
  if (isCounted(text)) return 'clear';
  if (/\s/.test(text)) return isBlankPhrase(lower) ? 'clear' : 'phrase';
  return BLANKS.has(lower) || BLANKS.has(lastHump(text)) ? 'clear' : 'word';
}

/** Whether a value says that it is still to be decided: TBD and its kin. */
export function isUndecided(lower: string, vocabulary: Vocabulary): boolean {
  return vocabulary.undecided.has(lower) || UNDECIDED.test(lower);
}

/** `[0, initial]`, `[-1, 1)`: two bounds, the one or the other a number. */
function isInterval(text: string): boolean {
  const bounds = text.split(',').map((bound) => bound.trim());
  return (
    bounds.length === 2 &&
    bounds.some((bound) => /^[+-]?\d+(?:\.\d+)?$/.test(bound)) &&
    bounds.every((bound) => !/\s/.test(bound))
  );
}

/** Whether a text in brackets is in capitals only, as tags are: `[CODE]`, `[SECURITY, GAP]`. Joined by `_` it is a name to fill in. */
export function isInCapitals(inside: string): boolean {
  return /^\p{Lu}{2}[\p{Lu}\d &,/+-]{0,40}$/u.test(inside.trim());
}

function isNumeric(text: string): boolean {
  return /\d/.test(text) && !/\p{L}/u.test(text.replace(UNITS, '0').replace(/(?<![\p{L}\d])v(?=\d)/giu, ''));
}

const LIST = /(?:(?<!\s)\s+)?[,;&+/]\s*(?=\p{L})|(?<!\s)\s+and\s+(?=\p{L})/u;

function isIdList(text: string): boolean {
  const parts = text.split(
    /(?:(?<!\s)\s+)?(?:,|;|&|\+|\||\/|–|—|~|\.\.+|\bto\b|\band\b)\s*|(?<=\d)\s+(?=\p{Lu}+-?\d)|(?<=\d)-(?=\p{Lu}+-?\d)/u,
  );
  return parts.every((part, i) => ID.test(part) || (i > 0 && isNumeric(part)));
}

/** `Task 1`, `Phases 2, 3`: the name of something that has a number elsewhere. `Risk 1` is none: nobody refers to it so. */
function isReference(text: string, vocabulary: Vocabulary): boolean {
  const match =
    /^(\p{L}[\p{L} -]*?)(?<![ -])(s?)[ #-]*(\d+(?:\.\d+)*)((?:\s*(?:,|&|and|to|–|-)\s*\d+(?:\.\d+)*)*)$/u.exec(text);
  if (!match) return false;
  const keyword = (match[1] ?? '').toLowerCase();
  const known = vocabulary.taskKeywords.has(keyword) || vocabulary.phaseKeywords.has(keyword);
  return known && keyword !== 'feature' && keyword !== 'item';
}

/** `Criterion 1`, `Feature A`, `Entity1`: what a template has several of. */
function isCounted(text: string): boolean {
  const noun = text.length > 40 ? undefined : COUNTED.exec(text)?.[1]?.toLowerCase().trim();
  return noun !== undefined && (NUMBERED.has(noun) || NUMBERED.has(noun.split(/[\s_/-]+/).at(-1) ?? ''));
}

/** Pictures and ticks around the words of a tag. */
const MARKS =
  /^[\p{Extended_Pictographic}\u{FE0F}✓✗✘☐☑\s]+|(?<![\p{Extended_Pictographic}\u{FE0F}✓✗✘☐☑\s])[\p{Extended_Pictographic}\u{FE0F}✓✗✘☐☑\s]+$/gu;

function isTag(lower: string, vocabulary: Vocabulary): boolean {
  const known = (part: string) =>
    part === '' ||
    TAGS.has(part) ||
    vocabulary.states.has(part) ||
    vocabulary.draft.has(part) ||
    vocabulary.none.has(part) ||
    vocabulary.optional.has(part) ||
    vocabulary.archived.has(part);
  const bare = lower.replace(MARKS, '');
  if (known(bare)) return true;
  const parts = bare.split(/(?:(?<!\s)\s+)?[,|/+;&:–—]\s*|(?<!\s)\s+-\s+/);
  if (parts.length > 1 && parts.every((part) => known(part) || /^[a-z]{0,8}-?\d+$/.test(part))) return true;
  const share = /^[~≈]?\s*\d+(?:\.\d+)?\s*%\s*/.exec(bare)?.[0];
  if (share !== undefined && known(bare.slice(share.length))) return true;
  // `[DEFERRED-P3]`, `[DONE 2025-01-02]`: a state with what it is about.
  const [head = '', tail = ''] = bare.split(/[\s-](?=[a-z]{0,3}\d)/, 2);
  return tail !== '' && known(head);
}

function isCode(text: string): boolean {
  if (/[=(){};$\\`^@§]|^[:!.'"]|=>|::|->|["']\s*,\s*["']/.test(text)) return true;
  if (/^\p{Ll}+\s\p{Lu}\p{Ll}+$/u.test(text) || /(?<!\p{L})\p{Ll}{2,}\p{Lu}\p{Ll}/u.test(text)) return true;
  if (/\s/.test(text)) return false;
  return (
    /^\p{Ll}[\p{L}\d]*\p{Lu}/u.test(text) ||
    /^[\p{Ll}\d]+(?:[-_.:][\p{L}\d]+)+$/u.test(text) ||
    /[.:_]\S/.test(text) ||
    /^\p{Ll}[^,]*,\p{Ll}/u.test(text)
  );
}

function isBlankPhrase(lower: string): boolean {
  const all = lower.split(/[\s,/()]+/).filter(Boolean);
  return NOUNS.has(all.at(-1) ?? '') || all.length > 5;
}

/** The last word of a compound: `name` in `ServiceName`, `NEW-NAME`. */
function lastHump(text: string): string {
  return /(?:\p{Lu}?(?<!\p{Ll})\p{Ll}+|(?<!\p{Lu})\p{Lu}+)$/u.exec(text)?.[0].toLowerCase() ?? '';
}
