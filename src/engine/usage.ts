/** A mistake in how planvet was called or configured. Its message says what, where and what was expected. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
