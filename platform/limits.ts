/**
 * What a client may ask costs others nothing: past a number in ten seconds it is answered 429 before anything else is done for it. Each
 * process counts for itself, since it is its own time that is taken. Who asks from this machine itself is not counted.
 */
import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Asked too often; good again after so many seconds. */
export class TooManyRequests extends Error {
  override readonly name = 'TooManyRequests';
  readonly retryAfter: number;
  constructor(retryAfter: number) {
    super(`again in ${retryAfter} s`);
    this.retryAfter = retryAfter;
  }
}

export interface Limits {
  /** Throws TooManyRequests. A whole clinic may stand behind one address. */
  readonly address: (request: FastifyRequest) => Promise<void>;
  /** Throws TooManyRequests. */
  readonly account: (request: FastifyRequest, accountId: string) => Promise<void>;
}

const local = /^(127\.|::1$|::ffff:127\.)/;

const counting = (points: number, duration: number) => {
  const limiter = new RateLimiterMemory({ points, duration });
  return async (key: string): Promise<void> => {
    try {
      await limiter.consume(key);
    } catch (told) {
      if (told instanceof RateLimiterRes) throw new TooManyRequests(Math.ceil(told.msBeforeNext / 1_000));
      throw told;
    }
  };
};

/** @param most requests in ten seconds */
export const limits = (most = { address: 3_000, account: 300 }): Limits => {
  const [ofAddress, ofAccount] = [counting(most.address, 10), counting(most.account, 10)];
  return {
    address: async ({ ip }) => (local.test(ip) ? undefined : ofAddress(ip)),
    account: async ({ ip }, accountId) => (local.test(ip) ? undefined : ofAccount(accountId)),
  };
};
