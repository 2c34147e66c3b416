import { isAlias, isMap, isNode, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import type { Source } from '../../text.ts';
import type { Malformed, Parsed } from './parse.ts';
import type { Way } from './place.ts';

/** Reads YAML 1.2. What is empty sets nothing. */
export function parseYaml(source: Source): Parsed | Malformed {
  // Not `silent`: that would leave out what a second document says.
  const document = parseDocument(source.text, { logLevel: 'error', prettyErrors: false });
  const [error] = [...document.errors, ...document.warnings];
  if (error) return { malformed: error.message, position: source.positionAt(error.pos[0]) };
  try {
    return {
      value: (document.toJS() as unknown) ?? {},
      at: (way, part) => source.positionAt(offsetOf(document, way, part)),
    };
  } catch (failure) {
    // Aliases that lead nowhere, or that multiply.
    return {
      malformed: failure instanceof Error ? failure.message : String(failure),
      position: source.positionAt(0),
    };
  }
}

function offsetOf(document: Document, way: Way, part: 'key' | 'value'): number {
  let value: unknown = document.contents;
  let offset = startOf(value) ?? 0;
  for (const [index, step] of way.entries()) {
    const holder = isAlias(value) ? value.resolve(document) : value;
    const pair = isMap(holder) ? holder.items.find(({ key }) => textOf(key) === String(step)) : undefined;
    const next: unknown = isSeq(holder) ? holder.items[Number(step)] : pair?.value;
    const key = startOf(pair?.key);
    if (next === undefined && key === undefined) return offset;
    const last = index === way.length - 1;
    offset = (last && part === 'value' ? undefined : key) ?? startOf(next) ?? key ?? offset;
    value = next;
  }
  return offset;
}

function textOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node as Node).range?.[0] : undefined;
}
