import { isRefusal, parseMarkdown } from '../../parse.ts';
import type { Refusal } from '../../parse/limits.ts';
import { Source } from '../../text.ts';
import { type FoundBox, readBoxes } from '../document/boxes.ts';
import { type Document, readDocument } from '../document/document.ts';
import { placeOf, type Place } from '../document/formats.ts';
import type { Parallel, Reference } from '../plan/graph.ts';
import type { ReadSettings } from '../plan/settings.ts';
import { declarePurpose } from '../document/purpose.ts';
import { type Needs, readNeeds } from '../needs/references.ts';
import { type Mention, readMentions } from '../trace/requirement-mentions.ts';
import { readRequirements, type RequirementNode } from '../trace/requirements.ts';
import { readDrafts } from '../work/task-drafts.ts';
import { assembleTasks, type TaskReading } from '../work/tasks.ts';

/** A text read as far as that goes without the other documents of its set. What it says of others is read when it is asked for. */
export interface Part {
  readonly path: string | undefined;
  readonly source: Source;
  readonly place: Place | undefined;
  readonly document: Document;
  readonly boxes: readonly FoundBox[];
  readonly reading: TaskReading;
  readonly references: readonly Reference[];
  readonly parallels: readonly Parallel[];
  readonly requirements: readonly RequirementNode[];
  readonly mentions: readonly Mention[];
}

/** Reads a text by itself, or says which limit it passes. */
export function readPart(text: string, path?: string, settings: Partial<ReadSettings> = {}): Part | Refusal {
  const whole = parseMarkdown(new Source(text));
  if (isRefusal(whole)) return whole;
  const place = placeOf(path);
  const document = readDocument(whole, path, settings);
  const { parsed, sections, blocks, frontMatter, vocabulary } = document;
  // All boxes of a checklist beside a specification have to be ticked before the work begins.
  if (place?.role === 'checklist') for (const section of sections) declarePurpose(section, 'entry-gate');
  const boxes = readBoxes(parsed, blocks, sections, vocabulary);
  const reading = assembleTasks(document, readDrafts(document, blocks, boxes, frontMatter.todos));
  let needs: Needs | undefined;
  let requirements: RequirementNode[] | undefined;
  let mentions: Mention[] | undefined;
  const part: Part = {
    path,
    source: parsed.source,
    place,
    document,
    boxes,
    reading,
    get references() {
      return (needs ??= readNeeds(document, reading)).references;
    },
    get parallels() {
      return (needs ??= readNeeds(document, reading)).parallels;
    },
    get requirements() {
      return (requirements ??= readRequirements(document, reading));
    },
    get mentions() {
      return (mentions ??= readMentions(document, reading, part.requirements, place?.role === 'checklist'));
    },
  };
  return part;
}

/** Whether reading a part was refused. */
export function isRefused(part: Part | Refusal): part is Refusal {
  return 'message' in part;
}
