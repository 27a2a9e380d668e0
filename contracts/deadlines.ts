/** States that end by time: until when, and by which command. Who is told, the event says that ends it. */
import type { Capability, DataOf } from './language.ts';

export interface Deadline {
  /** Wire name of the event that sets it, and its fields that say until when and of which stream. */
  readonly event: string;
  readonly until: string;
  readonly id: string;
  /** So many minutes later than `until`. */
  readonly minutesAfter?: number;
  /** Command that ends the state, with the event's fields that are its input. It decides anew: the deadline may be an old one. */
  readonly capability: string;
  readonly command: string;
  readonly input: readonly string[];
  /** States it ends. */
  readonly ends: readonly string[];
}

/** `deadline<PrescriptionEvent, typeof prescription, PrescriptionStatus>()({ event: 'prescription.claimed', until: 'until', … })` */
export const deadline =
  <E extends { type: string }, C extends Capability, S extends string>() =>
  <const T extends E['type']>(
    declared: Deadline & {
      readonly event: T;
      readonly until: keyof DataOf<E, T>;
      readonly id: keyof DataOf<E, T>;
      readonly capability: C['name'];
      readonly command: keyof C['commands'] & string;
      readonly input: readonly (keyof DataOf<E, T>)[];
      readonly ends: readonly (S | 'none')[];
    },
  ): Deadline =>
    declared;
