/** Says where input is wrong and what was expected, without repeating any of it. */

/** An issue of zod, or of any other Standard Schema. */
export interface Issue {
  readonly code?: string | undefined;
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

export interface InputError {
  /** Dotted, `''` for the whole. */
  readonly path: string;
  readonly message: string;
}

const limit = 50;

/** A key that does not look like a field name was made up by the sender and may be anything. */
const segment = (part: PropertyKey | { readonly key: PropertyKey }): string => {
  const key = String(typeof part === 'object' ? part.key : part);
  return /^[A-Za-z0-9_-]{1,40}$/.test(key) && !/\d{8}/.test(key) ? key : '?';
};

/** zod's messages name types and limits, never values; only unknown keys are repeated, so those get words of our own. */
export const inputErrors = (issues: readonly Issue[]): InputError[] =>
  issues.slice(0, limit).map(({ code, message, path = [] }) => ({
    path: path.map(segment).join('.'),
    message: code === 'unrecognized_keys' ? 'Unknown field' : message,
  }));
