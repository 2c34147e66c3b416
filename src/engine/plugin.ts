import type { Rule } from '../rule.ts';

/** Rules of a team's own: what a module that `plugins` names has as its default export. */
export interface Plugin {
  /** What the ids of its rules begin with: `acme` for `acme/require-owner`. */
  readonly name: string;
  readonly rules: readonly Rule[];
}

/** Whether an id is that of a rule of a plugin: `acme/require-owner`. */
export function isPluginRule(id: string): boolean {
  return id.includes('/') && !id.startsWith('planvet/');
}

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** What is wrong with what a module gives as a plugin, a sentence each; `what` begins them. Nothing for a right one. */
export function whyNoPlugin(value: unknown, what: string): string[] {
  if (!isMap(value)) {
    return [`${what} has no plugin as its default export: it is { name, rules }`];
  }
  const { name, rules } = value;
  if (typeof name !== 'string' || !NAME.test(name) || name === 'planvet') {
    const given = typeof name === 'string' ? `, not \`${name}\`` : '';
    return [`${what} needs a \`name\` in lower case with hyphens, other than \`planvet\`${given}`];
  }
  if (!Array.isArray(rules)) return [`${what} needs a list of \`rules\`, each made by \`defineRule\``];
  const ids = new Set<unknown>();
  return (rules as unknown[]).flatMap((rule, index) => {
    const problems = whyNoRule(rule, name, `rule ${index + 1} of ${what}`);
    const id = isMap(rule) ? rule['id'] : undefined;
    if (problems.length === 0 && ids.has(id)) return [`${what} has two rules \`${String(id)}\``];
    ids.add(id);
    return problems;
  });
}

function whyNoRule(rule: unknown, plugin: string, what: string): string[] {
  const isMade =
    isMap(rule) &&
    typeof rule['run'] === 'function' &&
    typeof rule['parseOptions'] === 'function' &&
    isMap(rule['schema']);
  if (!isMade) return [`${what} was not made by \`defineRule\` of \`planvet/rule\``];
  const { id } = rule;
  const [owner, own = ''] = String(id).split('/');
  if (owner === plugin && NAME.test(own) && String(id) === `${owner}/${own}`) return [];
  const wanted = NAME.test(String(id))
    ? `\`${plugin}/${String(id)}\``
    : `\`${plugin}/\` and a name in lower case with hyphens`;
  return [`${what} is called \`${String(id)}\`; it has to be ${wanted}`];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
