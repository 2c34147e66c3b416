import { parseDocument } from 'yaml';
import type { RuleChoice } from './settings.ts';
import { UsageError } from './usage.ts';

/** Reads what follows `--rule`: one YAML pair, `id: severity` or `id: [severity, {options}]`. */
export function parseRuleArgument(text: string): RuleChoice {
  const place = `--rule '${text}'`;
  const wanted = "it is 'id: severity' or 'id: [severity, {options}]'";
  // YAML wants a space behind the colon; people leave it out.
  const spaced = text.replace(/^(\s*[\w/-]+):(?=\S)/, '$1: ');
  const value = parse(spaced, (problem) => new UsageError(`${place} is not valid YAML (${problem}): ${wanted}`));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(`${place} is no pair of rule and severity: ${wanted}`);
  }
  const [pair, ...others] = Object.entries(value);
  if (!pair || others.length > 0) throw new UsageError(`${place} is not one pair: ${wanted}`);
  return { id: pair[0], setting: pair[1], place };
}

function parse(text: string, failure: (problem: string) => UsageError): unknown {
  const document = parseDocument(text, { logLevel: 'silent', prettyErrors: false });
  const [error] = document.errors;
  if (error) throw failure(error.message);
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    throw failure(error instanceof Error ? error.message : String(error));
  }
}
