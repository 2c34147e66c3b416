/** What the server says of a plan as a whole. */
export interface PlanStatus {
  readonly tasks: number;
  readonly done: number;
  readonly ready: number;
  readonly errors: number;
  readonly warnings: number;
  readonly template: string | null;
}

/** What stands in the status bar for a plan, and what is said of it in full. */
export function statusText(status: PlanStatus): { readonly text: string; readonly tooltip: string } {
  const { tasks, done, ready, errors, warnings, template } = status;
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  return {
    text: `$(checklist) ${done}/${tasks}`,
    tooltip: [
      `${done} of ${count(tasks, 'task')} done, ${ready} can start now`,
      `${count(errors, 'error')}, ${count(warnings, 'warning')}`,
      template === null ? 'read without a template' : `read as ${template}`,
    ].join('\n'),
  };
}
