/** What is wrong with a request as such; business says no in an outcome instead. */
import type { z } from 'zod';

export class HisError extends Error {
  override readonly name = 'HisError';
  readonly status: number;
  readonly error: string;
  constructor(status: number, error: string, message: string) {
    super(message);
    this.status = status;
    this.error = error;
  }
}

/** Reads what came, or throws 400 naming the first bad field, never its value. */
export const parse = <S extends z.ZodType>(shape: S, given: unknown): z.output<S> => {
  const result = shape.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new HisError(400, 'bad-request', `${issue?.path.join('.') || 'body'}: ${issue?.message ?? ''}`);
};
