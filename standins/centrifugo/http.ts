/** The HTTP side: the server API behind its key, and fault control where a key for that is given. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { BadBody } from './api.ts';

/** Beyond this a body is not read, in bytes. */
const mostBody = 16 * 1024 * 1024;

const digest = (text: string) => createHash('sha256').update(text).digest();
const same = (given: unknown, key: string) => typeof given === 'string' && timingSafeEqual(digest(given), digest(key));

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBody) throw new BadBody('too large');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new BadBody('not JSON');
  }
};

const isAuthorised = ({ headers }: IncomingMessage, key: string) =>
  same(headers['x-api-key'], key) || same(headers.authorization?.replace(/^apikey /i, ''), key);

export interface Routes {
  readonly apiKey: string;
  /** Answers undefined for a method that does not exist. Throws BadBody. */
  readonly api: (method: string, body: unknown) => object | undefined;
  /** Absent: nobody controls faults from outside. */
  readonly control: { readonly key: string; readonly obey: (body: unknown) => object } | undefined;
  readonly isRefusing: () => boolean;
  readonly delay: () => number;
  readonly log: (message: string, error: unknown) => void;
}

const answer = (response: ServerResponse, status: number, body = '', type = 'text/plain; charset=utf-8') => {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
};

export const httpHandler = (routes: Routes) => {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path = ''] = (request.url ?? '').split('?');
    const json = (result: object) => answer(response, 200, JSON.stringify(result), 'application/json');
    if (routes.control && path === '/control/faults' && request.method === 'POST') {
      if (!same(request.headers['x-control-key'], routes.control.key)) return answer(response, 401);
      return json(routes.control.obey(await bodyOf(request)));
    }
    if (routes.isRefusing()) {
      request.socket.destroy();
      return;
    }
    const [, method] = /^\/api\/(\w+)$/.exec(path) ?? [];
    if (method === undefined) return answer(response, 404, '404 page not found\n');
    if (request.method !== 'POST') return answer(response, 405);
    if (!isAuthorised(request, routes.apiKey)) return answer(response, 401);
    const result = routes.api(method, await bodyOf(request));
    if (!result) return answer(response, 404, '404 page not found\n');
    if (routes.delay() > 0) await sleep(routes.delay());
    json(result);
  };

  return (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response).catch(error => {
      if (error instanceof BadBody) return answer(response, 400, 'Bad Request\n');
      routes.log('a request failed', error);
      answer(response, 500, 'Internal Server Error\n');
    });
  };
};
