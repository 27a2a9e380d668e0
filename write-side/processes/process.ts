/** What follows from an event, as data: a command on a stream, a gateway call, or either of them at a later time. */
import type { Capability, DataOf } from '@yunzhen/contracts/language';
import type { z } from 'zod';
import type { Gateways } from '../gateways/gateways.ts';

export type Reaction = Sent | Called;
interface Sent {
  readonly kind: 'send';
  readonly capability: string;
  readonly id: string;
  readonly command: string;
  readonly input: unknown;
  /** ISO time; absent: now. */
  readonly at?: string;
}
interface Called {
  readonly kind: 'call';
  readonly gateway: keyof Gateways;
  readonly input: unknown;
  readonly at?: string;
}

export const send = <C extends Capability, K extends keyof C['commands'] & string>(
  to: C,
  id: string,
  command: K,
  input: z.input<z.ZodObject<C['commands'][K]['input']>>,
): Reaction => ({ kind: 'send', capability: to.name, id, command, input });

/** A call outside. Its answer is again a list of reactions; an "unknown" is asked again later, never assumed. */
export const call = <G extends keyof Gateways>(gateway: G, input: Parameters<Gateways[G]>[0]): Reaction => ({
  kind: 'call',
  gateway,
  input,
});

export const later = (at: string, reaction: Reaction): Reaction => ({ ...reaction, at });

export interface Process {
  readonly name: string;
  readonly on: Readonly<
    Record<
      string,
      (data: never, meta: { readonly eventId: string; readonly at: string }) => Reaction | readonly Reaction[]
    >
  >;
}

/** Command ids are made from the event's id, so a redelivery asks for the same thing again. */
export const process = <E extends { type: string }>(
  name: string,
  on: {
    readonly [T in E['type']]?: (
      data: DataOf<E, T>,
      meta: { readonly eventId: string; readonly at: string },
    ) => Reaction | readonly Reaction[];
  },
): Process => ({ name, on: on as unknown as Process['on'] });
