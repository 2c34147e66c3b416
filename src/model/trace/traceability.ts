import { distance } from 'fastest-levenshtein';
import { isDigitAt } from '../language/characters.ts';
import { numbersIn, similarTitles, wholeOfPart } from '../language/ids.ts';
import type { Plan } from '../plan/plan.ts';
import type { Requirement, RequirementReference, UncitedRequirement } from '../plan/requirement.ts';
import type { Mention } from './requirement-mentions.ts';
import type { RequirementNode } from './requirements.ts';

/** What one document of a set says of requirements. */
export interface Trace {
  readonly requirements: readonly RequirementNode[];
  readonly mentions: readonly Mention[];
}

/** What a plan says of requirements. Other documents are asked for only where it defines or names some. */
type Traceability = Pick<
  Plan,
  'requirements' | 'requirementReferences' | 'duplicateRequirements' | 'uncitedRequirements'
>;

/** Reads what a document defines and names, against the other documents of its set. */
export function readTraceability({ requirements, mentions }: Trace, others: () => readonly Trace[]): Traceability {
  if (requirements.length === 0 && mentions.length === 0)
    return { requirements, requirementReferences: [], duplicateRequirements: [], uncitedRequirements: [] };
  const traces = others();
  const index = new RequirementIndex(
    requirements,
    traces.flatMap((trace) => trace.requirements),
  );
  const requirementReferences = resolveMentions(mentions, index);
  const citing = requirementReferences.filter((_, at) => mentions[at]?.citing);
  const foreign = traces.flatMap((trace) => trace.mentions.filter(({ citing, local }) => citing && !local));
  return {
    requirements,
    requirementReferences,
    duplicateRequirements: duplicateRequirements(requirements),
    uncitedRequirements: uncitedRequirements(requirements, index, [...citing, ...resolveMentions(foreign, index)]),
  };
}

/** The requirements of a document and those of the others of its set, looked up by the ids that people write. */
export class RequirementIndex {
  readonly #own = new Map<string, RequirementNode[]>();
  readonly #all = new Map<string, RequirementNode[]>();
  readonly #series = new Map<string, RequirementNode[]>();

  constructor(own: readonly RequirementNode[], others: readonly RequirementNode[]) {
    for (const node of own) push(this.#own, node.key, node);
    for (const node of [...own, ...others.filter(({ series }) => series !== 'AC')]) {
      push(this.#all, node.key, node);
      push(this.#series, node.series, node);
    }
  }

  /** The requirements of a series in the whole set. */
  series(name: string): readonly RequirementNode[] {
    return this.#series.get(name) ?? [];
  }

  /** What a key stands for: the definition itself, else what it is a part of (`FR-004a` of `FR-004`, `2.3.1` of `2.3`). */
  find(key: string, local: boolean): RequirementNode | undefined {
    const known = local ? this.#own : this.#all;
    const exact =
      strongest(known.get(key)) ??
      (isDigitAt(key, key.length - 1) ? undefined : strongest(known.get(key.slice(0, -1))));
    if (exact) return exact;
    const above = wholeOfPart(key);
    if (above === undefined) return undefined;
    const parent = this.find(above, local);
    // Where the parts of a requirement are listed, a part that is not among them is missing.
    return parent && (this.#isListed(parent) ? undefined : parent);
  }

  /** The requirement whose listed parts end before the one that is named. */
  within(key: string): RequirementNode | undefined {
    const above = wholeOfPart(key);
    const parent = above === undefined ? undefined : this.find(above, false);
    return parent && this.#isListed(parent) ? parent : undefined;
  }

  /** All of one series from a key to another. */
  between(first: RequirementNode, last: RequirementNode): readonly RequirementNode[] {
    if (first.parent && first.parent === last.parent) {
      const { children } = first.parent;
      return children.slice(children.indexOf(first), children.indexOf(last) + 1);
    }
    const level = (node: RequirementNode) => node.key.split('.').length;
    return this.series(first.series).filter(
      (node) => level(node) === level(first) && inOrder(first, node) && inOrder(node, last),
    );
  }

  /** Whether the set has ids of the same build, so that this one has to be among them. */
  isOurs({ key, series, local }: Mention): boolean {
    const nodes = local ? [...this.#own.values()].flat().filter((node) => node.series === series) : this.series(series);
    const dots = (text: string) => text.split('.').length;
    const alike = series === '#' ? nodes : nodes.filter((node) => dots(node.key) === dots(key));
    const digits = Math.max(...alike.map(({ id = '' }) => numbersIn(id)[0]?.length ?? 0), 0);
    const own = numbersIn(key)[0]?.length ?? 0;
    return alike.length > 0 && own <= Math.max(digits, 2);
  }

  /** The requirement that was probably meant. */
  nearest({ key, series, id }: Mention): RequirementNode | undefined {
    const parent = this.within(key);
    if (parent) return parent.children.at(-1);
    let best: { node: RequirementNode; score: number } | undefined;
    for (const node of this.series(series)) {
      if (node.id === undefined || node.parent || numbersIn(id).length === 0) continue;
      const edits = distance(node.key, key);
      if (edits > 1 || series === '#' || series === 'US') continue;
      const score = edits * 1000 + Math.abs(lastNumber(node.key) - lastNumber(key));
      if (!best || score < best.score) best = { node, score };
    }
    return best?.node;
  }

  #isListed({ children, complete, series }: RequirementNode): boolean {
    return series === '#'
      ? complete
      : children.some(({ key }) => isDigitAt(key, key.length - 1) && wholeOfPart(key) !== undefined);
  }
}

/** Looks up what a document's mentions name. */
export function resolveMentions(mentions: readonly Mention[], index: RequirementIndex): RequirementReference[] {
  const foreign = foreignSeries(mentions, index);
  return mentions.map((mention): RequirementReference => {
    const { text, span, owner, local } = mention;
    const base = { text, span, owner, id: undefined, within: undefined, near: undefined };
    const first = index.find(mention.key, local);
    const last = mention.last === undefined ? first : index.find(mention.last, local);
    if (first && last) {
      const targets = mention.last === undefined ? [first] : index.between(first, last);
      return { ...base, kind: mention.last === undefined ? 'id' : 'range', targets };
    }
    if (!mention.firm || !index.isOurs(mention) || foreign.has(mention.series))
      return { ...base, kind: 'external', targets: [] };
    const lost = first && mention.last !== undefined ? { ...mention, key: mention.last } : mention;
    return {
      ...base,
      kind: 'unknown',
      targets: [],
      id: first ? endOf(mention) : mention.id,
      within: index.within(lost.key),
      near: index.nearest(lost),
    };
  });
}

/** Series of which most of what is cited is not defined here: their definitions are elsewhere, and a few are repeated. */
function foreignSeries(mentions: readonly Mention[], index: RequirementIndex): Set<string> {
  const counts = new Map<string, { known: Set<string>; unknown: Set<string> }>();
  for (const { key, series, local, firm } of mentions) {
    if (!firm) continue;
    const count = counts.get(series) ?? { known: new Set(), unknown: new Set() };
    counts.set(series, count);
    (index.find(key, local) ? count.known : count.unknown).add(key);
  }
  return new Set(
    [...counts].filter(([, { known, unknown }]) => unknown.size > Math.max(known.size, 2)).map(([series]) => series),
  );
}

function endOf({ text, last }: Mention): string | undefined {
  return /(?<![\p{L}\d][.-]*)[\p{L}\d][\p{L}\d.-]*$/u.exec(text)?.[0] ?? last;
}

/** Ids that a document gives to two requirements. What is only listed again is none. */
export function duplicateRequirements(own: readonly RequirementNode[]): Plan['duplicateRequirements'] {
  const firsts = new Map<string, RequirementNode>();
  const found: Plan['duplicateRequirements'][number][] = [];
  for (const second of own) {
    if (second.strength === 'weak' || second.kind === 'criterion') continue;
    const key = second.kind === 'story' ? `story ${second.key}` : second.key;
    const first = firsts.get(key);
    if (!first) firsts.set(key, second);
    // Where nothing is defined, an item that begins with the id of a heading says more of what that defines.
    else if (first.name === second.name && isHeading(first) && !isHeading(second) && !second.defining) continue;
    else if (
      second.id === undefined ||
      first.section.parent === second.section.parent ||
      first.section === second.section ||
      !similarTitles(first.title.value, second.title.value)
    )
      found.push({ first, second, certainty: first.name === second.name ? 'certain' : 'likely' });
  }
  return found;
}

function isHeading({ span, section }: RequirementNode): boolean {
  return span.start === section.span.start;
}

/** A series counts as cited where tasks cite at least this share of it. */
const CITED = 1 / 3;

/** Criteria of a story are its own; success is measured once the work is done. */
const MEASURED = new Set(['AC', 'SC']);

/** Requirements of a document that no task cites, in series of which tasks cite the others. */
export function uncitedRequirements(
  own: readonly RequirementNode[],
  index: RequirementIndex,
  citations: readonly RequirementReference[],
): UncitedRequirement[] {
  const cited = new Set<Requirement>(citations.flatMap(({ targets }) => targets));
  const isCited = (node: Requirement): boolean => cited.has(node) || node.children.some(isCited);
  const judged = new Map<string, boolean>();
  const isJudged = (series: string): boolean => {
    const known = judged.get(series);
    if (known !== undefined) return known;
    const whole = index.series(series).filter(({ parent, dropped }) => !parent && !dropped);
    const share = whole.filter(isCited).length;
    const answer = share > 0 && share >= whole.length * CITED;
    judged.set(series, answer);
    return answer;
  };
  return own.flatMap((requirement): UncitedRequirement[] => {
    const { parent, dropped, series, id, key, strength, children } = requirement;
    if (parent || dropped || id === undefined || MEASURED.has(series) || strength === 'weak') return [];
    // Of two with one id nobody knows which one is cited.
    if (index.find(key, false) !== requirement || !isJudged(series)) return [];
    if (!isCited(requirement)) return [{ requirement, criteria: [] }];
    if (cited.has(requirement)) return [];
    const criteria = children.filter((child) => !child.dropped && !isCited(child));
    return criteria.length > 0 ? [{ requirement, criteria }] : [];
  });
}

function strongest(nodes: readonly RequirementNode[] | undefined): RequirementNode | undefined {
  return nodes?.find(({ strength }) => strength === 'strong') ?? nodes?.[0];
}

function inOrder(a: RequirementNode, b: RequirementNode): boolean {
  const left = numbersIn(a.key);
  const right = numbersIn(b.key);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = Number(left[i] ?? 0) - Number(right[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return a.key <= b.key;
}

function lastNumber(key: string): number {
  return Number(numbersIn(key).at(-1) ?? 0);
}

function push(map: Map<string, RequirementNode[]>, key: string, node: RequirementNode): void {
  const list = map.get(key);
  if (list) list.push(node);
  else map.set(key, [node]);
}
