import type { AnyFormat } from './format.ts';

/** The formats by the name that the command line gives them, each loaded when it is wanted. */
export const formats: ReadonlyMap<string, () => Promise<AnyFormat>> = new Map<string, () => Promise<AnyFormat>>([
  ['pretty', async () => (await import('./pretty.ts')).pretty],
  ['compact', async () => (await import('./compact.ts')).compact],
  ['json', async () => (await import('./json.ts')).json],
  ['github', async () => (await import('./github.ts')).github],
  ['sarif', async () => (await import('./sarif.ts')).sarif],
  ['gitlab', async () => (await import('./gitlab.ts')).gitlab],
  ['junit', async () => (await import('./junit.ts')).junit],
  ['rdjson', async () => (await import('./rdjson.ts')).rdjson],
  ['markdown', async () => (await import('./markdown.ts')).markdown],
  ['agent', async () => (await import('./agent.ts')).agent],
]);
