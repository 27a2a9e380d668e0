/** How people reach a hospital: in this process on a virtual clock, or over HTTP. Whatever they want is written once, in intents. */
import type { Actor } from '@yunzhen/contracts/roles';
import type { Intent, Look, Seen } from './intent.ts';

export interface Driver {
  /** Sends it under one key until it is answered. Throws what says no: Refusal in process, Problem over HTTP. */
  readonly send: (intent: Intent) => Promise<void>;
  /** What somebody sees of a thing; null while it is not there. */
  readonly see: (look: Look, id: string, by: Actor) => Promise<Seen | null>;
  /** Looks until they see what they wait for. Throws when it does not come. */
  readonly until: <T>(look: Look, id: string, by: Actor, is: (seen: Seen) => T | undefined | false) => Promise<T>;
  /** Pays an order at the cashier of the channel, once it is prepared; ends when the hospital has been told, or asked. */
  readonly pay: (by: Actor, paymentId: string) => Promise<void>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Lets time pass; over HTTP nobody dawdles. */
  readonly wait: (ms: number) => Promise<void>;
  /** A new id; in process the same one for the same name. */
  readonly idOf: (...name: readonly (string | number)[]) => string;
}

/** They see it at all. */
export const there = (): true => true;

/** Somebody else's turn: what was to be sent is left to people. */
export class LeftOpen extends Error {
  override readonly name = 'LeftOpen';
}

/** The same driver up to a command that is not sent. Sending it throws LeftOpen. @param left such as `consultation/accept` */
export const leaving = (driver: Driver, left: string): Driver => ({
  ...driver,
  send: async intent => {
    if (`${intent.to}/${intent.command}` === left) throw new LeftOpen(left);
    await driver.send(intent);
  },
});
