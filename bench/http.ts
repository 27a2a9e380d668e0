/** Requests over kept connections, by the leanest client there is: whoever asks takes as little as possible from who answers. */
import { Pool } from 'undici';

export interface Answered {
  readonly status: number;
  readonly body: string;
}

export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body?: string;
}

export interface Http {
  readonly ask: (asked: Asked) => Promise<Answered>;
  readonly close: () => void;
}

/** @param origin `http://host:port` */
export const http = (origin: string): Http => {
  const pool = new Pool(origin, { connections: 512, headersTimeout: 0, bodyTimeout: 0 });
  return {
    ask: async ({ body, headers, ...asked }) => {
      const json = body === undefined ? {} : { body, headers: { ...headers, 'content-type': 'application/json' } };
      const answer = await pool.request({ ...asked, ...(headers && { headers }), ...json });
      return { status: answer.statusCode, body: await answer.body.text() };
    },
    close: () => void pool.destroy(),
  };
};
