/** People over HTTP: signed in, each asking until there is an answer, as a good client does. */
import type { ApiClient, CommandAnswer } from '@yunzhen/contracts/api/client';
import { Problem } from '@yunzhen/contracts/api/problem';
import { capabilities, queries } from '@yunzhen/contracts/index';
import type { Capability } from '@yunzhen/contracts/language';
import { type PayParams, paymentEndpoints } from '@yunzhen/contracts/payment/endpoints';
import type { Query } from '@yunzhen/contracts/query';
import type { Actor } from '@yunzhen/contracts/roles';
import { v7 } from 'uuid';
import type { Driver } from './driver.ts';
import type { Intent, Seen } from './intent.ts';
import { check } from './payment.ts';

/** Asks until there is something; throws a "no", and when it never comes. */
export type Insist = <T>(what: string, ask: () => Promise<T | undefined>) => Promise<T>;

/** Answers that are a "no", not a failure. */
export const saysNo = (error: unknown): error is Problem => error instanceof Problem && error.status < 500;

/**
 * @param tries how often anybody asks for the same thing: not a time, because all may stand still for a while
 * @param pause resolves when it is time to ask again
 * @param trouble told of every failure
 */
export const insisting =
  (tries: number, pause: () => Promise<unknown>, trouble: (kind: string) => void = () => undefined): Insist =>
  async (what, ask) => {
    let last: unknown;
    for (let tried = 0; tried < tries; tried++, await pause())
      try {
        const found = await ask();
        if (found !== undefined) return found;
      } catch (error) {
        if (saysNo(error) && error.status !== 404) throw error;
        const kind = error instanceof Problem ? error.code : (error as Error).name;
        if (kind !== 'not-found') trouble(kind);
        last = error;
      }
    throw new Error(`${what} did not happen`, { cause: last });
  };

const named = new Map<string, Capability>(capabilities.map(one => [one.name, one]));

/** Sends an intent once. Throws Problem and NoAnswer. */
export const sendOver = (api: ApiClient, { to, id, command, input }: Intent, key: string): Promise<CommandAnswer> =>
  // It was typed by its contract where it was written.
  api.command(named.get(to) as Capability, id, command as never, input as never, key);

export interface OverHttpPorts {
  readonly apiOf: (by: Actor) => ApiClient;
  readonly insist: Insist;
  /** Pays at the cashier; answers whether the hospital will hear of it by itself. */
  readonly cashier: (params: PayParams) => Promise<boolean>;
  readonly acknowledged?: (intent: Intent, key: string, answer: CommandAnswer) => void | Promise<void>;
}

export const overHttp = ({ apiOf, insist, cashier, acknowledged }: OverHttpPorts): Driver => {
  const send: Driver['send'] = async intent => {
    const key = v7();
    const answer = await insist(`${intent.to}/${intent.command}`, () => sendOver(apiOf(intent.by), intent, key));
    await acknowledged?.(intent, key, answer);
  };
  const see: Driver['see'] = ({ query, params }, id, by) =>
    apiOf(by)
      .query(queries.get(query) as Query, params(id) as never)
      .catch((error: unknown) => {
        if (error instanceof Problem && error.status === 404) return null;
        throw error;
      }) as Promise<Seen | null>;
  return {
    send,
    see,
    until: (look, id, by, is) =>
      insist(`${look.of} ${id}`, async () => {
        const seen = await see(look, id, by);
        return (seen && is(seen)) || undefined;
      }),
    pay: async (by, paymentId) => {
      const params = await insist(
        'an order',
        async () => (await apiOf(by).call(paymentEndpoints.payParams, { paymentId })).params ?? undefined,
      );
      if (!(await cashier(params))) await send(check(by, paymentId));
    },
    now: Date.now,
    wait: async () => undefined,
    idOf: () => v7(),
  };
};
