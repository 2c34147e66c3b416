import { dateRoles } from '../model/language/date-words.ts';
import type { Field } from '../model/plan/field.ts';
import type { Plan } from '../model/plan/plan.ts';
import { readPlan } from '../model/read.ts';
import type { Template } from '../model/template/template.ts';
import type { Span } from '../text.ts';
import { UsageError } from './usage.ts';

/** What a new plan begins with. */
export interface NewPlan {
  readonly text: string;
  /** Whether the template has a place for its title, or none was given. */
  readonly titled: boolean;
}

/** Marks of a template for sections that may be left out: they mean nothing in a plan. */
const OPTIONAL = /(?<![ \t])[ \t]*<!--\s*optional\s*-->/gi;
/** What a date is written like, where nobody has written one. */
const DATE_SHAPE = /^['"]?[A-ZА-Я]{2,4}[-./][A-ZА-Я]{2}[-./][A-ZА-Я]{2,4}(?:[ T][Hh]{2}:?mm)?['"]?$/;
const STAND_IN = /^['"]?(?:\[[^\][]+\]|\{\{[^{}]+\}\}|<[^<>]+>)['"]?$/;

/**
 * Writes a new plan from a template: with its title, the day on which it was made, and a status that says that it is a draft
 * unless the template has its own word for that. Throws a `UsageError` for a template that cannot be read.
 */
export function newPlan(
  template: Template,
  { title, today }: { readonly title: string | undefined; readonly today: string },
): NewPlan {
  const text = template.text.replace(OPTIONAL, '');
  const { plan, notices } = readPlan(text);
  if (!plan) throw new UsageError(`the template \`${template.name}\` cannot be read: ${notices[0].message}`);
  const stated = statusField(plan);
  const drafted = edited(text, [...dateEdits(plan, today), ...draftEdits(plan, stated)]);
  const isDraft = readPlan(drafted).plan?.lifecycle === 'draft';
  const dated = isDraft || !stated ? drafted : edited(text, [...dateEdits(plan, today), draftAt(stated)]);
  const place = title === undefined ? undefined : placeOfTitle(plan);
  if (title === undefined || place === undefined) return { text: dated, titled: title === undefined };
  return { text: entitled(dated, place, title), titled: true };
}

function edited(text: string, edits: readonly Replacement[]): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((all, { span, text: put }) => all.slice(0, span.start) + put + all.slice(span.end), text);
}

interface Replacement {
  readonly span: Span;
  readonly text: string;
}

/** The dates on which a document was made and last changed, where the template leaves them open. */
function dateEdits({ fields, tasks }: Plan, today: string): Replacement[] {
  const isOfTask = ({ label }: Field) =>
    tasks.some(({ span }) => span.start <= label.span.start && label.span.end <= span.end);
  return fields.flatMap((field) => {
    const { key, role, place, value } = field;
    const of = dateRoles.get(key.replaceAll('_', ' ')) ?? role;
    if ((of !== 'created' && of !== 'updated') || place === 'cell' || (place === 'text' && isOfTask(field))) return [];
    const written = value.value.trim();
    if (!STAND_IN.test(written) && !DATE_SHAPE.test(written)) return [];
    return [{ span: value.span, text: /^'.*'$/.test(written) ? `'${today}'` : today }];
  });
}

/** The field of a plan that says how far it is as a whole. */
function statusField({ fields, sections }: Plan): Field | undefined {
  const [first, second] = sections;
  const end = (first?.depth === 1 ? second : first)?.headingSpan.start ?? Number.POSITIVE_INFINITY;
  return fields.find(
    ({ role, place, label }) =>
      role === 'status' && place !== 'cell' && (place === 'front-matter' || label.span.start < end),
  );
}

function draftAt({ value }: Field): Replacement {
  return { span: value.span, text: 'Draft' };
}

function draftEdits({ lifecycle, sections, source }: Plan, stated: Field | undefined): Replacement[] {
  if (stated && lifecycle === 'draft') return [];
  // A front matter belongs to the program that reads it, and has that program's words.
  if (stated?.place === 'text') return [draftAt(stated)];
  const [first] = sections;
  const [at, before] = first?.depth === 1 ? [first.headingSpan.end, '\n\n'] : [first?.headingSpan.start ?? 0, ''];
  const line = `${before}**Status**: Draft${before === '' ? '\n\n' : ''}`;
  // Two spaces at the end of the heading are part of its line.
  const rest = source.text.slice(at);
  const skip = before === '' ? 0 : (/^[ \t]*/.exec(rest)?.[0].length ?? 0);
  return [{ span: { start: at + skip, end: at + skip }, text: line }];
}

/** What a template has where the title of a plan goes: the last stand-in of its first heading, else that of its front matter. */
function placeOfTitle({ sections, fields, source }: Plan): string | undefined {
  const heading = sections.find(({ depth }) => depth === 1);
  const written = heading ? source.text.slice(heading.titleSpan.start, heading.titleSpan.end) : '';
  const own = [...written.matchAll(/\[[^\][]+\]|\{\{[^{}]+\}\}|<[A-Za-z][^<>]*>/g)].at(-1)?.[0];
  if (own !== undefined) return own;
  const named = fields.find(({ key, place }) => place === 'front-matter' && (key === 'title' || key === 'name'));
  const value = named?.value.value.trim().replace(/^(['"])(.*)\1$/, '$2');
  return value !== undefined && STAND_IN.test(value) ? value : undefined;
}

/** Puts a title wherever a template has its stand-in; in front matter as a string that YAML reads as it is. */
function entitled(text: string, place: string, title: string): string {
  const end = /^---\r?\n[^]*?\r?\n---(?=\r?\n|$)/.exec(text)?.[0].length ?? 0;
  const head = ["'", '"', ''].reduce(
    (all, quote) => all.replaceAll(`: ${quote}${place}${quote}\n`, () => `: ${JSON.stringify(title)}\n`),
    text.slice(0, end),
  );
  return head + text.slice(end).replaceAll(place, () => title);
}
