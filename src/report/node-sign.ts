import type { State } from '../model/plan/state.ts';

const signs: Readonly<Record<State, string>> = {
  done: '<path d="M2 6.5l3.5 3.5L12 3"/>',
  'in-progress': '<circle cx="7" cy="6" r="5"/><path class="full" d="M7 1a5 5 0 0 1 0 10z"/>',
  blocked: '<path d="M2 1l10 10M12 1L2 11"/>',
  open: '<circle cx="7" cy="6" r="5"/>',
  dropped: '<path d="M2 6h10"/>',
  unknown: '',
};

/** The sign of a state, drawn in a field of 14 by 12 pixels, so that no font has to have it. */
export function signOf({ kind, state }: { readonly kind?: string; readonly state: State }): string {
  return kind === 'unknown' ? '<path d="M4 3.5a3 3 0 1 1 4.5 2.6Q7 7 7 8.2M7 11.2v.1"/>' : signs[state];
}
