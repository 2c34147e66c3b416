import { toJsonSchema } from '@valibot/to-json-schema';
import { configJsonSchema } from '../src/engine/config/json-schema.ts';
import { meanings } from '../src/model/language/own-words.ts';
import type { Category, Rule } from '../src/rule.ts';

/** The groups of the catalogue, in its order, with their titles. */
export const categories: Readonly<Record<Category, string>> = {
  sections: 'Sections',
  placeholders: 'Placeholders',
  tasks: 'Tasks',
  dependencies: 'Dependencies',
  gates: 'Gates',
  claims: 'Claims',
  traceability: 'Traceability',
  risks: 'Risks',
  changes: 'Changes',
};

const fixes = { safe: 'safe', suggest: 'suggested' } as const;

/** The head of a rule's page: all that the rule knows about itself. */
export function pageHead(rule: Rule): string {
  const options = optionRows(rule);
  return [
    `# \`${rule.id}\``,
    `${rule.description}.`,
    table(
      ['recommended', 'strict', 'in a draft, at most', 'fix'],
      [
        [
          rule.recommended || 'off',
          rule.strict || 'off',
          rule.drafts || 'off',
          rule.fixable ? fixes[rule.fixable] : 'none',
        ],
      ],
    ),
    ...(options.length > 0 ? [table(['option', 'value', 'default', 'meaning'], options)] : []),
  ].join('\n\n');
}

/** The README's list of rules, one table for each group, in the order of the list. */
export function rulesTable(rules: readonly Rule[]): string {
  const groups = Object.entries(categories).map(([category, title]) => {
    const rows = rules
      .filter((rule) => rule.category === category)
      .map((rule) => [
        `[\`${rule.id}\`](rules/${rule.id}.md)`,
        rule.description,
        rule.recommended || (rule.strict ? 'in `strict`' : 'off'),
        rule.fixable ? fixes[rule.fixable] : '',
      ]);
    return rows.length > 0 ? [`### ${title}\n\n${table(['rule', 'what it does', 'default', 'fix'], rows)}`] : [];
  });
  return ['<!-- prettier-ignore-start -->', ...groups.flat(), '<!-- prettier-ignore-end -->'].join('\n\n');
}

/** The README's list of the keys of a configuration. */
export function configTable(): string {
  const { properties = {}, $defs = {} } = configJsonSchema() as KeySchema;
  const rows = (keys: Readonly<Record<string, KeySchema>>, before = ''): string[][] =>
    Object.entries(keys).flatMap(([name, given]) => {
      const schema = given.$ref ? ($defs[given.$ref.replace('#/$defs/', '')] ?? given) : given;
      const inside = name === 'tasks' ? rows(schema.properties ?? {}, `${name}.`) : [];
      return inside.length > 0 ? inside : [[`\`${before}${name}\``, kindOf(schema), schema.description ?? '']];
    });
  return unformatted(table(['key', 'value', 'meaning'], rows(properties)));
}

/** The README's list of what words can mean. */
export function wordsTable(): string {
  return unformatted(
    table(
      ['key of `words`', 'meaning'],
      Object.entries(meanings).map(([meaning, explanation]) => [`\`${meaning}\``, explanation]),
    ),
  );
}

interface KeySchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, KeySchema>>;
  readonly type?: string;
  readonly description?: string;
  readonly anyOf?: readonly KeySchema[];
  readonly properties?: Readonly<Record<string, KeySchema>>;
}

function kindOf({ type = '', anyOf }: KeySchema): string {
  const names: Readonly<Record<string, string>> = { string: 'text', array: 'list', object: 'map' };
  return anyOf ? anyOf.map(kindOf).join(' or ') : (names[type] ?? type);
}

function unformatted(text: string): string {
  return ['<!-- prettier-ignore-start -->', text, '<!-- prettier-ignore-end -->'].join('\n\n');
}

/** A text with its generated block renewed: what stands between `<!-- name -->` and `<!-- /name -->`, else a new block in front. */
export function renewed(text: string, name: string, block: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  const written = `${open}\n\n${block}\n\n${close}`;
  if (start < 0 || end < 0) return `${written}\n\n${text}`;
  return text.slice(0, start) + written + text.slice(end + close.length);
}

interface OptionSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: OptionSchema;
}

function optionRows(rule: Rule): string[][] {
  const { properties = {} } = toJsonSchema(rule.schema) as { properties?: Record<string, OptionSchema> };
  return Object.entries(properties).map(([name, option]) => [
    `\`${name}\``,
    valueOf(option),
    option.default === undefined ? 'none' : `\`${JSON.stringify(option.default)}\``,
    option.description ?? '',
  ]);
}

function valueOf({ type, enum: words, items }: OptionSchema): string {
  if (words) return words.map((word) => `\`${JSON.stringify(word)}\``).join(', ');
  if (type === 'array' && items) return `list of ${valueOf(items)}`;
  return type ?? 'any';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
