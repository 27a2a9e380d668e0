/** A process: a table from event to what follows from it. */
import type { StoredOf } from '@yunzhen/contracts/language';
import type { Reaction } from './reaction.ts';

export { call } from '../gateways/gateway.ts';
export { drop, later, type Reaction, resume, send } from './reaction.ts';

export interface Meta {
  readonly eventId: string;
  readonly at: string;
}
export interface Process {
  /** Names its checkpoint, lease, metrics and work: one that is renamed is another process. */
  readonly name: string;
  /** A higher one reads from its start again, under a checkpoint of its own. */
  readonly version: number;
  /** Where it begins when it has no checkpoint: at the first event of the store, or after the last one stored then. */
  readonly from: 'origin' | 'now';
  readonly on: Readonly<Record<string, (data: never, meta: Meta) => Reaction | readonly Reaction[]>>;
}

/** Command ids and stored work are named after the event and the reaction, so a redelivery asks for the same thing again. */
export const process = <E extends { type: string }>(
  name: string,
  {
    version = 1,
    ...table
  }: {
    readonly version?: number;
    readonly from: Process['from'];
    readonly on: { readonly [T in E['type']]?: (data: StoredOf<E, T>, meta: Meta) => Reaction | readonly Reaction[] };
  },
): Process => ({ name, version, ...table }) as unknown as Process;
