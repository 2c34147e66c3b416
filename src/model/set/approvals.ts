import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml';
import type { Located } from '../../text.ts';
import { Source } from '../../text.ts';
import type { Sibling } from './sibling.ts';

/** What a file beside the documents of a set says about who has approved them. */
export interface Approvals {
  readonly path: string;
  readonly source: Source;
  /** What it says is not approved, by its own names (`requirements`, `design`, `tasks`), where it says so. */
  readonly missing: readonly Located<string>[];
  /** Where it says that the work as a whole may not begin. */
  readonly notReady: Located<string> | undefined;
}

/** The one switch over all approvals. */
const READY = 'ready_for_implementation';

/** Reads the approvals of Kiro's `spec.json`. Undefined for what is not JSON or has no approvals. */
export function readApprovals({ path, text }: Sibling): Approvals | undefined {
  const source = new Source(text);
  const map = readMap(source.text);
  const approvals = map?.get('approvals');
  if (!map || !isMap(approvals)) return undefined;
  const missing = approvals.items.flatMap(({ key, value }) =>
    isScalar(key) && isMap(value) ? refusal(value, 'approved', String(key.value)) : [],
  );
  return { path, source, missing, notReady: refusal(map, READY, READY)[0] };
}

/** JSON is YAML, and the YAML parser tells where things stand. What it cannot stand, like nesting without end, says nothing. */
function readMap(text: string): YAMLMap | undefined {
  try {
    JSON.parse(text);
    const { contents } = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
    return isMap(contents) ? contents : undefined;
  } catch {
    return undefined;
  }
}

function refusal(map: YAMLMap, key: string, name: string): Located<string>[] {
  const value = map.get(key, true);
  if (!isScalar(value) || value.value !== false || !value.range) return [];
  const [start, end] = value.range;
  return [{ value: name, span: { start, end } }];
}
