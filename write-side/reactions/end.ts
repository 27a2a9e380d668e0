/** Every work has an end: what cannot be cured by asking again, or has been asked for too long, is dead and becomes a case. */
import { OutcomeUnknown } from '@yunzhen/platform/problem';
import { GatewayPending, GatewayRefused } from '../gateways/gateway.ts';
import { SystemAway } from './systems.ts';
import type { Work } from './work.ts';

export type End =
  | { readonly again: Date; readonly attempts: number; readonly error: string }
  | { readonly dead: Reason; readonly error: string };
/** Refused by the outside system, not answered for too long, under way there for too long, or our own code or settings fail. */
export type Reason = 'refused' | 'unanswered' | 'pending' | 'broken';

const hours = 3_600_000;
/** Milliseconds after which asking again is given up. A refund to a bank card is under way for up to five days. */
export const patience: Readonly<Record<Exclude<Reason, 'refused'>, number>> = {
  unanswered: 24 * hours,
  pending: 168 * hours,
  broken: 24 * hours,
};

/** 1 s, 2 s, 4 s … 5 min. */
export const backoff = (attempts: number): number => Math.min(1_000 * 2 ** attempts, 300_000);

/** For people and logs: a class or code, never a text. */
const nameOf = (error: unknown): string => {
  if (error instanceof GatewayRefused) return error.code || error.name;
  return error instanceof Error ? error.name : typeof error;
};

const reasonOf = (error: unknown): Exclude<Reason, 'refused'> => {
  if (error instanceof GatewayPending) return 'pending';
  return error instanceof OutcomeUnknown || error instanceof SystemAway ? 'unanswered' : 'broken';
};

/** @param now epoch milliseconds */
export const endOf = (error: unknown, { attempts, since }: Work, now: number): End => {
  const name = nameOf(error);
  if (error instanceof GatewayRefused) return { dead: 'refused', error: name };
  const reason = reasonOf(error);
  if (now - since.getTime() > patience[reason]) return { dead: reason, error: name };
  // The system said when, or was not asked at all: neither counts as a try.
  if (error instanceof GatewayPending) return { again: error.at, attempts: 0, error: name };
  if (error instanceof SystemAway) return { again: error.at, attempts: Math.max(attempts, 1), error: name };
  return { again: new Date(now + backoff(attempts)), attempts: attempts + 1, error: name };
};
