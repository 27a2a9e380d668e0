/** The port to the network: fetch in a browser, `Taro.request` in the mini-program. */

export interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From the origin on, with the query string: `/api/…`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A value that becomes JSON, or bytes. */
  readonly body?: unknown;
}

export interface Answered {
  readonly status: number;
  /** The parsed JSON; `undefined` for an empty body or one that is no JSON. */
  readonly body: unknown;
}

/** One request, sent once. Resolves for every status; throws NoAnswer when none arrived. */
export type Transport = (asked: Asked) => Promise<Answered>;
