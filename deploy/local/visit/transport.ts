/** The network as the visit uses it: fetch, and what may have been lost on the way is sent again when that changes nothing. */
import { NoAnswer } from '@yunzhen/contracts/api/problem';
import type { Answered, Transport } from '@yunzhen/contracts/api/transport';

/** Milliseconds: for one try, and for all of them together. */
const tryMs = 10_000;
const patienceMs = 30_000;

/** Codes that say: not known, or not yet. */
const passing = new Set<unknown>(['outcome-unknown', 'conflict', 'newer-event', 'unavailable', 'view-behind']);
const passes = ({ body }: Answered) => passing.has((body as { code?: unknown } | undefined)?.code);

/** Commands and queries are sent again until they are answered or `patienceMs` are over. */
export const repeating =
  (transport: Transport): Transport =>
  async asked => {
    const repeatable = asked.method === 'GET' || 'idempotency-key' in asked.headers;
    const until = Date.now() + patienceMs;
    for (let wait = 100; ; wait = Math.min(2 * wait, 2_000)) {
      const last = !repeatable || Date.now() + wait > until;
      try {
        const answered = await transport(asked);
        if (last || !passes(answered)) return answered;
      } catch (error) {
        if (last) throw error;
      }
      await new Promise(next => setTimeout(next, wait));
    }
  };

/** A body of bytes is a PNG, on its way there and back. */
export const once =
  (origin: string): Transport =>
  async ({ method, path, headers, body }) => {
    const bytes = body instanceof Uint8Array;
    const type = bytes ? 'image/png' : 'application/json';
    try {
      const response = await fetch(`${origin}${path}`, {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-type': type }) },
        ...(body !== undefined && { body: bytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
        signal: AbortSignal.timeout(tryMs),
      });
      const answer = new Uint8Array(await response.arrayBuffer());
      const picture = response.headers.get('content-type')?.startsWith('image/');
      return { status: response.status, body: picture ? answer : parsed(new TextDecoder().decode(answer)) };
    } catch {
      throw new NoAnswer(`${method} ${path.split('?')[0]}`);
    }
  };

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
