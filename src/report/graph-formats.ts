import type { LintResult } from '../engine/finding.ts';
import type { Plan } from '../model/plan/plan.ts';
import { drawnPlan } from '../engine/drawn-plan.ts';

/** Writes the graph of a plan that was read; what there is to be said about the drawing goes to `say`. */
export type GraphWriter = (
  result: LintResult & { readonly plan: Plan },
  say: (line: string) => void,
) => string | Promise<string>;

/** The ways in which a graph is written, each loaded when it is wanted. */
export const graphFormats = {
  json: async (): Promise<GraphWriter> => {
    const { graphJson } = await import('./graph-json.ts');
    return ({ plan }) => `${JSON.stringify(graphJson(plan), undefined, 2)}\n`;
  },
  mermaid: async (): Promise<GraphWriter> => {
    const { mermaid } = await import('../drawing/mermaid.ts');
    return ({ plan }, say) => {
      const { text, tooLarge } = mermaid(drawnPlan(plan));
      if (tooLarge)
        say('this is more than GitHub draws (500 arrows, 50,000 characters); `--format svg` has no such limit');
      return text;
    };
  },
  dot: async (): Promise<GraphWriter> => {
    const { graphDot } = await import('./graph-dot.ts');
    return ({ plan }) => graphDot(drawnPlan(plan));
  },
  svg: async (): Promise<GraphWriter> => {
    const { graphSvg } = await import('./graph-svg.ts');
    return ({ plan }) => graphSvg(drawnPlan(plan));
  },
  html: async (): Promise<GraphWriter> => {
    const { graphPage } = await import('./graph-page.ts');
    return graphPage;
  },
};

/** The name of a way to write a graph. */
export type GraphFormat = keyof typeof graphFormats;
