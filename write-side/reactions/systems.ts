/** The outside systems as workers: each with its width, rate, time limit and breaker, so that one that hangs or is away holds up itself alone. */
import { setTimeout } from 'node:timers/promises';
import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import { GatewayPending, type Gateways, GatewayUnknown } from '../gateways/gateway.ts';
import type { Patience } from '../gateways/patience.ts';
import type { Reaction } from './reaction.ts';

/** How much an outside system is asked. */
export interface Limits {
  /** Calls at a time. */
  readonly width: number;
  /** Milliseconds after which a call counts as unknown. */
  readonly timeout: number;
  readonly patience: Patience;
  /** Calls begun in a second at the most; absent: any number. */
  readonly rate?: number;
}
/** `round`: how often somebody sent it again. */
export type Ask = (gateway: string, input: unknown, round: number) => Promise<readonly Reaction[]>;

/** Unanswered calls in a row after which a system is left alone, and for how long. */
const broken = { after: 10, ms: 5_000 };

/** The system does not answer anybody just now: this call was not made. */
export class SystemAway extends Error {
  override readonly name = 'SystemAway';
  readonly at: Date;
  constructor(system: string, at: Date) {
    super(`${system} is left alone for a while`);
    this.at = at;
  }
}

const paced = (rate: number | undefined) => {
  let next = 0;
  return async (): Promise<void> => {
    if (!rate) return;
    const now = Date.now();
    const mine = Math.max(now, next);
    next = mine + 1_000 / rate;
    if (mine > now) await setTimeout(mine - now);
  };
};

/** Asks the gateways of one system. Throws what they throw, GatewayUnknown after the time limit, and SystemAway. */
export const system = (name: string, limits: Limits, gateways: Gateways, now: () => number): Ask => {
  const unanswered = handleWhen(
    error =>
      error instanceof TaskCancelledError || (error instanceof GatewayUnknown && !(error instanceof GatewayPending)),
  );
  const policy = wrap(
    circuitBreaker(unanswered, { halfOpenAfter: broken.ms, breaker: new ConsecutiveBreaker(broken.after) }),
    timeout(limits.timeout, TimeoutStrategy.Aggressive),
  );
  const pace = paced(limits.rate);
  return async (gateway, input, round) => {
    const call = gateways[gateway] as ((input: unknown, round: number) => Promise<readonly Reaction[]>) | undefined;
    if (!call) throw new TypeError(`there is no gateway ${gateway}`);
    await pace();
    try {
      return await policy.execute(() => call(input, round));
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw new SystemAway(name, new Date(now() + broken.ms));
      if (error instanceof TaskCancelledError) throw new GatewayUnknown(`${gateway} took too long`);
      throw error;
    }
  };
};
