/** What the API says when it says no, as one typed error, and what is said when nothing answers. */
import { z } from 'zod';

const told = z.object({
  code: z.string(),
  instance: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** problem+json. Screens have their own words for each `code`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  /** Stable: a refusal of the capability, or a word of the HTTP edge such as `forbidden` or `invalid-input`. */
  readonly code: string;
  /** Where input was wrong, for `invalid-input`. */
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  /** Names an unexpected error in the server's log. */
  readonly instance: string | undefined;
  constructor(status: number, code: string, more: Partial<Pick<Problem, 'errors' | 'instance'>> = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.errors = more.errors ?? [];
    this.instance = more.instance;
  }
}

/** Nothing answered: a command may or may not have happened, and its key tells. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** The problem behind an answer that is not 2xx; a proxy's own page becomes `http-502`. */
export const problemOf = (status: number, body: unknown): Problem => {
  const { success, data } = told.safeParse(body);
  if (!success) return new Problem(status, `http-${status}`);
  return new Problem(status, data.code, {
    ...(data.errors && { errors: data.errors }),
    ...(data.instance !== undefined && { instance: data.instance }),
  });
};
