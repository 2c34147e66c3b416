/** A mistake in how planvet was called or configured. Each sentence says what, where and what was expected. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  /** One sentence for each mistake. */
  readonly problems: readonly string[];

  constructor(...problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
