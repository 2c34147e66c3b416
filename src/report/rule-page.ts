import { rules } from '../../rules/index.ts';
import { ownFindings } from '../engine/finding.ts';
import { program } from './program.ts';

/** What a rule does, in one sentence with a full stop; also for `planvet/...`. */
export function descriptionOf(id: string): string {
  const own = Object.entries(ownFindings).find(([name]) => name === id)?.[1];
  return own ?? `${rules.find((rule) => rule.id === id)?.description ?? id}.`;
}

/** The page of a rule as Markdown; of one that has none, like what planvet itself finds, a page made of its description. */
export async function pageOf(id: string): Promise<string> {
  if (!isBuiltIn(id)) return `# \`${id}\`\n\n${descriptionOf(id)}\n`;
  const { default: page } = (await import(`../../rules/${id}.md`)) as { default: string };
  // The marks around the generated head are for those who write pages.
  return `${page.replaceAll(/<!-- \/?head -->\n*/g, '').trim()}\n`;
}

/** Whether a rule comes with planvet, so that it has a page. */
export function isBuiltIn(id: string): boolean {
  return rules.some((rule) => rule.id === id);
}

/** Where the page of a rule can be read on the web, as it was in this version. */
export function ruleUrl(id: string): string | undefined {
  return isBuiltIn(id) ? `${program.url}/blob/v${program.version}/rules/${id}.md` : undefined;
}
