import { normalizeTitle } from './outline.ts';

/** A label as it is compared. */
export function normalizeLabel(label: string): string {
  return normalizeTitle(label).replace(/(?:(?<!\s)\s+)?(?<!\([^()]*)\([^)]*\)$/, '');
}
