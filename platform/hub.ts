/** The realtime hub (Centrifugo) from the server's side: publications over its HTTP API, and the tokens clients show it. */
import { SignJWT } from 'jose';
import { z } from 'zod';

export interface Publication {
  readonly channel: string;
  readonly data: unknown;
  /** Sent again with the same key within minutes, a publication is delivered once. */
  readonly idempotencyKey: string;
}

/** The hub's own refusal, by its code (102 unknown channel, 107 bad request, …), or `unreachable`. */
export class HubError extends Error {
  override readonly name = 'HubError';
  readonly code: number | 'unreachable';
  constructor(code: number | 'unreachable', message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

export interface Hub {
  /** Throws HubError. */
  publish(channel: string, data: unknown, idempotencyKey: string): Promise<void>;
  /** One request; the answer has one entry per publication, in order: null, or why it was refused. Throws HubError when nothing was answered. */
  batch(publications: readonly Publication[]): Promise<(HubError | null)[]>;
  /** Closes every connection of the user, for good or as `why` says. Throws HubError. */
  disconnect(user: string, why?: { readonly code: number; readonly reason: string }): Promise<void>;
  /** @param ttl seconds */
  connectionToken(user: string, ttl: number): Promise<string>;
  /** @param ttl seconds */
  subscriptionToken(user: string, channel: string, ttl: number): Promise<string>;
  healthy(): Promise<boolean>;
}

export interface HubOptions {
  readonly url: string;
  readonly apiKey: string;
  /** The HMAC key the hub is configured with; it takes no Ed25519 key. */
  readonly tokenSecret: string;
  /** Milliseconds a request may take. */
  readonly timeout?: number;
}

const failure = z.object({ error: z.object({ code: z.number(), message: z.string().default('') }) });
const replies = z.object({ replies: z.array(z.unknown()) });

const refusalIn = (answer: unknown): HubError | null => {
  const parsed = failure.safeParse(answer);
  return parsed.success ? new HubError(parsed.data.error.code, `the hub refused: ${parsed.data.error.message}`) : null;
};

const command = ({ channel, data, idempotencyKey }: Publication) => ({
  channel,
  data,
  idempotency_key: idempotencyKey,
});

export const hub = ({ url, apiKey, tokenSecret, timeout = 3_000 }: HubOptions): Hub => {
  const secret = new TextEncoder().encode(tokenSecret);

  const call = async (method: string, body: object): Promise<unknown> => {
    try {
      const response = await fetch(new URL(`/api/${method}`, url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeout),
      });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return await response.json();
    } catch (error) {
      throw new HubError('unreachable', `the hub did not answer ${method}: ${(error as Error).message}`, error);
    }
  };

  const perform = async (method: string, body: object): Promise<void> => {
    const refusal = refusalIn(await call(method, body));
    if (refusal) throw refusal;
  };

  const token = (claims: Record<string, unknown>, user: string, ttl: number): Promise<string> =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(user)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1_000) + ttl)
      .sign(secret);

  return {
    publish: (channel, data, idempotencyKey) => perform('publish', command({ channel, data, idempotencyKey })),
    batch: async publications => {
      if (publications.length === 0) return [];
      const answer = replies.safeParse(
        await call('batch', { commands: publications.map(one => ({ publish: command(one) })) }),
      );
      if (!answer.success || answer.data.replies.length !== publications.length)
        throw new HubError('unreachable', 'the hub did not answer every publication');
      return answer.data.replies.map(refusalIn);
    },
    disconnect: (user, why) => perform('disconnect', { user, ...(why && { disconnect: why }) }),
    connectionToken: (user, ttl) => token({}, user, ttl),
    subscriptionToken: (user, channel, ttl) => token({ channel }, user, ttl),
    healthy: () =>
      perform('info', {}).then(
        () => true,
        () => false,
      ),
  };
};
