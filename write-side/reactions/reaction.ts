/** What follows from an event, as data: a command on a stream, a call of an outside system, or either of them at a later time. */
import type { Capability } from '@yunzhen/contracts/language';
import type { z } from 'zod';
import type { Carrying } from './carried.ts';

export type Reaction = Sent | Called | Kept;
interface Timed {
  /** ISO time; absent: now. */
  readonly at?: string;
}
export interface Sent extends Timed {
  readonly kind: 'send';
  readonly capability: string;
  readonly id: string;
  readonly command: string;
  readonly input: unknown;
}
export interface Called extends Timed {
  readonly kind: 'call';
  /** Outside system and call: `his.register`. */
  readonly gateway: string;
  /** The number it goes by at the outside system. */
  readonly key: string;
  /** They know no number of it: its answer lost, it is not asked again by itself. */
  readonly once?: true;
  readonly input: unknown;
}

/** What becomes of dead work: due again, or taken out. */
export interface Kept extends Timed {
  readonly kind: 'resume' | 'drop';
  readonly work: string;
  /** How often it was sent again, this time included. */
  readonly round: number;
}

export const resume = (work: string, round: number): Reaction => ({ kind: 'resume', work, round });
export const drop = (work: string): Reaction => ({ kind: 'drop', work, round: 0 });

export const send = <C extends Capability, K extends keyof C['commands'] & string>(
  to: C,
  id: string,
  command: K,
  input: Carrying<z.input<z.ZodObject<C['commands'][K]['input']>>>,
): Reaction => ({ kind: 'send', capability: to.name, id, command, input });

/** @param at ISO time; one that is over means now */
export const later = (at: string, reaction: Reaction): Reaction => ({ ...reaction, at });

/**
 * Identifies a reaction under its event and process by what it does: `registration/time-out <id>`, `his.register <key>`. It names the
 * stored work and its command ids, so a reaction added to a table changes no other.
 */
export const nameOf = (reaction: Reaction): string => {
  if (reaction.kind === 'call') return `${reaction.gateway} ${reaction.key}`;
  if (reaction.kind === 'send') return `${reaction.capability}/${reaction.command} ${reaction.id}`;
  return reaction.kind;
};
