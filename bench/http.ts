/** Requests over kept connections, as lean as Node's own client allows. */
import { Agent, request } from 'node:http';

export interface Answered {
  readonly status: number;
  readonly body: string;
}

export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Http {
  readonly ask: (asked: Asked) => Promise<Answered>;
  readonly close: () => void;
}

/** @param origin `http://host:port` */
export const http = (origin: string): Http => {
  const { hostname, port } = new URL(origin);
  const agent = new Agent({ keepAlive: true, maxSockets: 512 });
  return {
    ask: ({ method, path, headers, body }) =>
      new Promise((resolve, reject) => {
        const json =
          body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
        const sent = request({ agent, hostname, port, method, path, headers: { ...headers, ...json } }, response => {
          const chunks: Buffer[] = [];
          response.on('data', chunk => chunks.push(chunk));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
          );
          response.on('error', reject);
        });
        sent.on('error', reject);
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
};
