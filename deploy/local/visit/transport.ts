/** One request to the hospital over fetch: what may have been lost on the way is sent again, what was refused becomes a Problem. */

/** An answer that says no: problem+json with its stable `code`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  /** Where input was wrong, for `invalid-input`. */
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  constructor({ status, code, errors = [] }: Pick<Problem, 'status' | 'code'> & Partial<Pick<Problem, 'errors'>>) {
    super([code, ...errors.map(({ path, message }) => `${path}: ${message}`)].join('; '));
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

/** Nothing answered in time, however often it was asked; a command may or may not have happened. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export interface Asked {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** From the origin on, with the query string. */
  readonly path: string;
  /** JSON, or bytes with their media type. */
  readonly body?: object | { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string };
  readonly headers?: Readonly<Record<string, string>>;
  /** It may be sent again: it changes nothing, or its key makes the repetition the same. */
  readonly repeatable: boolean;
}

/** Milliseconds: for one try, and for all of them together. */
const tryMs = 10_000;
const patienceMs = 30_000;

/** The server does not know, or not yet: asked again it may. */
const passing = new Set(['outcome-unknown', 'unavailable', 'view-behind']);

/** Answers the body: JSON, the bytes of a picture, or `undefined` for nothing. Throws Problem and NoAnswer. */
export const send = async (origin: string, asked: Asked): Promise<unknown> => {
  const until = Date.now() + patienceMs;
  for (let wait = 100; ; wait = Math.min(2 * wait, 2_000)) {
    try {
      return await once(origin, asked);
    } catch (error) {
      const again = error instanceof NoAnswer || (error instanceof Problem && passing.has(error.code));
      if (!again || !asked.repeatable || Date.now() + wait > until) throw error;
    }
    await new Promise(next => setTimeout(next, wait));
  }
};

const once = async (origin: string, { method, path, body, headers = {} }: Asked): Promise<unknown> => {
  const sent =
    body === undefined
      ? {}
      : 'bytes' in body && body.bytes instanceof Uint8Array
        ? { body: body.bytes, type: `${body.type}` }
        : { body: JSON.stringify(body), type: 'application/json' };
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: { ...headers, ...(sent.type && { 'content-type': sent.type }) },
    ...(sent.body !== undefined && { body: sent.body }),
    signal: AbortSignal.timeout(tryMs),
  }).catch(() => {
    throw new NoAnswer(`${method} ${path.split('?')[0]}`);
  });
  const answer = new Uint8Array(
    await response.arrayBuffer().catch(() => {
      throw new NoAnswer(`${method} ${path.split('?')[0]}`);
    }),
  );
  if (response.headers.get('content-type')?.startsWith('image/')) return answer;
  const text = new TextDecoder().decode(answer);
  if (response.ok) return text === '' ? undefined : parsed(text);
  const told = parsed(text) as Partial<Problem> | undefined;
  throw new Problem({
    status: response.status,
    code: told?.code ?? `http-${response.status}`,
    errors: told?.errors ?? [],
  });
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
