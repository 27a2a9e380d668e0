/** Signed requests to the hospital information system, and the shapes of its answers. */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { GatewayRefused, GatewayUnknown } from '../gateway.ts';
import type { HisSettings } from './settings.ts';

const timeout = 10_000;

const succeeded = z.object({
  result: z.literal('succeeded'),
  hisNumber: z.string(),
  status: z.enum(['registered', 'received', 'charged', 'refunded', 'dispensed', 'cancelled']),
  amount: z.int().nonnegative(),
});
/** `code` is theirs and may grow. */
const failed = z.object({ result: z.literal('failed'), code: z.string(), reason: z.string() });
const outcome = z.discriminatedUnion('result', [succeeded, failed]);
const known = z.discriminatedUnion('result', [succeeded, failed, z.object({ result: z.literal('not-found') })]);

export type Outcome = z.output<typeof outcome>;
export type HisKind = 'registrations' | 'prescriptions' | 'charges' | 'refunds';

/** All throw GatewayUnknown when nobody knows, and GatewayRefused when the request as such is wrong. */
export interface HisClient {
  /** Hands a thing in under our number: asks first whether it arrived before, so that a repetition changes nothing. */
  readonly hand: (kind: HisKind, number: string, content: object) => Promise<Outcome>;
  /** A step of a thing that was handed in. */
  readonly step: (kind: HisKind, number: string, step: 'cancel' | 'dispense', content: object) => Promise<Outcome>;
}

export const hisClient = ({ baseUrl, secret }: HisSettings): HisClient => {
  const sign = (...parts: readonly (string | number)[]): string =>
    createHmac('sha256', secret)
      .update(`${parts.join('\n')}\n`)
      .digest('hex');

  const ask = async <T>(method: 'GET' | 'PUT' | 'POST', path: string, answer: z.ZodType<T>, content?: object) => {
    const url = new URL(`${baseUrl.replace(/\/$/, '')}/${path}`);
    const body = content ? JSON.stringify(content) : '';
    const nonce = randomUUID();
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const request = {
      method,
      headers: {
        'content-type': 'application/json',
        'x-his-timestamp': timestamp,
        'x-his-nonce': nonce,
        'x-his-signature': sign(method, `${url.pathname}${url.search}`, timestamp, nonce, body),
      },
      ...(content && { body }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    } as const;
    const { status, text, headers } = await fetch(url, request)
      .then(async response => ({ status: response.status, text: await response.text(), headers: response.headers }))
      // The error may quote the request, which names a person.
      .catch(() => {
        throw new GatewayUnknown(`HIS did not answer ${method}`);
      });
    const signature = sign(nonce, status, headers.get('x-his-timestamp') ?? '', text);
    if (!same(signature, headers.get('x-his-signature') ?? '')) {
      // Only who knows the secret can tell that ours is wrong; a 401 need not be signed.
      if (status === 401) throw new GatewayRefused('401', 'HIS does not accept our signature');
      throw new GatewayUnknown('HIS answered without a good signature');
    }
    // 409: another try of the same came first; by number it will be found.
    if (status >= 500 || status === 409) throw new GatewayUnknown(`HIS answered ${status}`);
    if (status !== 200) throw new GatewayRefused(String(status), `HIS refused ${method}: ${status}`);
    const parsed = answer.safeParse(json(text));
    if (!parsed.success) throw new GatewayUnknown('HIS answered in another shape');
    return parsed.data;
  };

  return {
    hand: async (kind, number, content) => {
      const found = await ask('GET', `${kind}/${number}`, known);
      return found.result === 'not-found' ? ask('PUT', `${kind}/${number}`, outcome, content) : found;
    },
    step: (kind, number, step, content) => ask('POST', `${kind}/${number}/${step}`, outcome, content),
  };
};

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
