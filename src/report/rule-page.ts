import { rules } from '../../rules/index.ts';
import { ownFindings } from '../engine/finding.ts';
import type { Rule } from '../rule.ts';
import { program } from './program.ts';

/** What a rule does, in one sentence with a full stop; also for `planvet/...`. */
export function descriptionOf(id: string, pluginRules: readonly Rule[] = []): string {
  const own = Object.entries(ownFindings).find(([name]) => name === id)?.[1];
  return own ?? `${ruleOf(id, pluginRules)?.description ?? id}.`;
}

/** The page of a rule as Markdown; of one that has none, like what planvet itself finds, a page made of its description. */
export async function pageOf(id: string, pluginRules: readonly Rule[] = []): Promise<string> {
  if (!isBuiltIn(id)) {
    const own = ruleOf(id, pluginRules)?.page;
    return own ? `${own.trim()}\n` : `# \`${id}\`\n\n${descriptionOf(id, pluginRules)}\n`;
  }
  const { default: page } = (await import(`../../rules/${id}.md`)) as { default: string };
  // The marks around the generated head are for those who write pages.
  return `${page.replaceAll(/<!-- \/?head -->\n*/g, '').trim()}\n`;
}

/** The rule of an id, built-in or not. */
export function ruleOf(id: string, pluginRules: readonly Rule[] = []): Rule | undefined {
  return [...rules, ...pluginRules].find((rule) => rule.id === id);
}

/** Whether a rule comes with planvet, so that it has a page. */
function isBuiltIn(id: string): boolean {
  return rules.some((rule) => rule.id === id);
}

/** Where the page of a rule can be read on the web, as it was in this version. */
export function ruleUrl(id: string, pluginRules: readonly Rule[] = []): string | undefined {
  if (isBuiltIn(id)) return `${program.url}/blob/v${program.version}/rules/${id}.md`;
  const url = ruleOf(id, pluginRules)?.url;
  return url !== undefined && /^https?:\/\/\S+$/.test(url) ? url : undefined;
}
