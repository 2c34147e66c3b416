import type { Located } from '../../text.ts';
import { type Token, tokenize } from './tokens.ts';
import marks from './words/marks.json' with { type: 'json' };

/** What a sign stands for; of the others only the values are known, so that they are no part of the title. */
export type SignRole = 'id' | 'needs' | 'date' | 'priority' | 'repeat';

/** A sign behind a task and the value behind it, as obsidian-tasks has them: `🆔 box2`, `⛔ box2,list1`, `✅ 2026-03-02`, `🔼`. */
export interface TaskSign {
  readonly role: SignRole;
  readonly sign: Located<string>;
  readonly value: Located<string>;
}

const roles: ReadonlyMap<string, SignRole> = new Map(
  (Object.entries(marks.signs) as [SignRole, readonly string[]][]).flatMap(([role, list]) =>
    list.map((sign) => [sign, role] as const),
  ),
);

const roleOf = ({ kind, text }: Token): SignRole | undefined =>
  kind === 'mark' ? roles.get(text.replace(/\u{FE0F}/gu, '')) : undefined;

/** The signs that a line ends with. A picture counts only where its value and other signs are all that follows. */
export function readTaskSigns(line: Located<string>): TaskSign[] {
  const tokens = tokenize(line.value, line.span.start);
  let signs: TaskSign[] = [];
  for (let at = 1; at < tokens.length;) {
    const token = tokens[at];
    const role = token && roleOf(token);
    const end = role && endOfValue(tokens, at + 1, role);
    if (!token || !role || end === undefined) {
      signs = [];
      at++;
      continue;
    }
    signs.push({ role, sign: { value: token.text, span: token.span }, value: valueOf(tokens.slice(at, end), line) });
    at = end;
  }
  return signs;
}

function valueOf([sign, ...value]: readonly Token[], line: Located<string>): Located<string> {
  const [first, last] = [value[0], value.at(-1)];
  const end = sign?.span.end ?? line.span.end;
  const span = { start: first?.span.start ?? end, end: last?.span.end ?? end };
  return { value: line.value.slice(span.start - line.span.start, span.end - line.span.start), span };
}

/** Where the value of a sign ends; undefined where it has none and should. */
function endOfValue(tokens: readonly Token[], at: number, role: SignRole): number | undefined {
  const isId = (token: Token | undefined) => token !== undefined && /^(?:word|id|number)$/.test(token.kind);
  switch (role) {
    case 'priority':
      return at;
    case 'date':
      return tokens[at]?.kind === 'date' ? at + 1 : undefined;
    case 'repeat': {
      const next = tokens.findIndex((token, index) => index >= at && token.kind === 'mark');
      return next < 0 ? tokens.length : next;
    }
    case 'id':
      return isId(tokens[at]) ? at + 1 : undefined;
    case 'needs': {
      if (!isId(tokens[at])) return undefined;
      let end = at + 1;
      while (tokens[end]?.folded === ',' && isId(tokens[end + 1])) end += 2;
      // "Add the ⛔ sign" names nothing.
      return end > at + 1 || /[\d_-]/.test(tokens[at]?.text ?? '') ? end : undefined;
    }
  }
}

/** The title in front of the signs. */
export function beforeSigns(title: Located<string>): Located<string> {
  const signs = readTaskSigns(title);
  const [first] = signs.some(({ role }) => role !== 'priority') ? signs : [];
  const end = first ? first.sign.span.start - title.span.start : title.value.length;
  const value = title.value.slice(0, end).trimEnd();
  return { value, span: { start: title.span.start, end: title.span.start + value.length } };
}
