/** What somebody wants: one command of one contract, with what they say in it. A driver sends it. */
import type { InputOf, Offered } from '@yunzhen/contracts/api/client';
import type { Capability, EventOf, RefusalOf } from '@yunzhen/contracts/language';
import type { Query } from '@yunzhen/contracts/query';
import type { Actor } from '@yunzhen/contracts/roles';
import type { z } from 'zod';

declare const leads: unique symbol;
/** Of a capability, with the events and the refusals it may lead to. */
export interface Intent<N extends string = string, E extends string = string, R extends string = string> {
  /** The capability. */
  readonly to: N;
  readonly id: string;
  readonly command: string;
  readonly input: object;
  readonly by: Actor;
  /** In types alone. */
  readonly [leads]?: { readonly to: E; readonly no: R };
}

/** Intents of a capability: whose, on which stream, which command, with what, as its contract has it. */
export const wanting =
  <C extends Capability>(to: C['name']) =>
  <K extends Offered<C>>(
    by: Actor,
    id: string,
    command: K,
    input: InputOf<C, K>,
  ): Intent<C['name'], EventOf<C>['type'], RefusalOf<C>> => ({
    to,
    id,
    command,
    input,
    by,
  });

/** What people look at before and after: where a thing stands. */
export interface Seen {
  readonly status?: string;
  readonly pickUpCode?: string | null;
}
/** Where a thing is looked at: its capability, and the query that shows it. */
export interface Look {
  readonly of: string;
  readonly query: string;
  readonly params: (id: string) => Readonly<Record<string, string>>;
}

/** Queries are named, not imported: what is written here must do without zod. */
export const looking =
  <Q extends Readonly<Record<string, Query>>>(of: string) =>
  <N extends keyof Q & string>(
    query: N,
    params: (id: string) => z.input<z.ZodObject<Q[N]['params']>> & Record<string, string>,
  ): Look => ({ of, query, params });

export const patient = (id: string): Actor => ({ id, role: 'patient' });
export const doctor = (id: string): Actor => ({ id, role: 'doctor' });
export const pharmacist = (id: string): Actor => ({ id, role: 'pharmacist' });
