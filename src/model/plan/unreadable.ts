import type { Span } from '../../text.ts';

/** Something that a reader takes for structure of the plan and Markdown does not. */
export interface Unreadable {
  /**
   * A fence that nothing closes (`unclosed-fence`) or that closes early because of one inside (`nested-fence`), over headings or
   * boxes; a `###Heading` without its space (`heading-space`); a requirement or scenario that OpenSpec does not see
   * (`requirement`); items with ids of tasks but without boxes, whose likes have them (`no-boxes`).
   */
  readonly kind: 'unclosed-fence' | 'nested-fence' | 'heading-space' | 'requirement' | 'no-boxes';
  readonly span: Span;
  /** The first thing that is not seen, as written. */
  readonly first: string;
  /** How many such things there are. */
  readonly count: number;
  /** Where an inner fence closes the outer one, or what the items without boxes are compared with. */
  readonly other: Span | undefined;
  /** Ids that stand in it, in lower case: nobody can say that they are missing. */
  readonly ids: readonly string[];
}
