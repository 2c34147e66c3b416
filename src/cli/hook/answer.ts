import type { HookEvent } from './event.ts';

/** Bytes of context that hosts take. */
const MANY = 9000;

/** Says something to the agent beside what its tool gave, in the shape of its host. */
export function contextFor({ host, name }: HookEvent, context: string): object {
  switch (host) {
    case 'copilot':
      return { additionalContext: context };
    case 'cursor':
      return { additional_context: context };
    default:
      return { hookSpecificOutput: { hookEventName: name, additionalContext: context } };
  }
}

/** Sends the agent back to work, in the shape of its host. */
export function blockFor({ host }: HookEvent, reason: string): object {
  switch (host) {
    case 'gemini':
      return { decision: 'deny', reason };
    case 'cursor':
      return { followup_message: reason };
    default:
      return { decision: 'block', reason };
  }
}

/** Whether a host takes so much text. */
export function fits(text: string): boolean {
  return new TextEncoder().encode(text).length <= MANY;
}
