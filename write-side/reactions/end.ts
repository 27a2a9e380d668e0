/** Every work has an end: what cannot be cured by asking again, or has been asked for too long, is dead and becomes a case. */
import type { caseReasons } from '@yunzhen/contracts/case/case';
import { OutcomeUnknown } from '@yunzhen/platform/problem';
import { GatewayPending, GatewayRefused } from '../gateways/gateway.ts';
import type { Patience } from '../gateways/patience.ts';
import { SystemAway } from './systems.ts';
import type { Work } from './work.ts';

export type End =
  | { readonly again: Date; readonly attempts: number; readonly error: string }
  | { readonly dead: Reason; readonly error: string };
export type Reason = (typeof caseReasons)[number];

/** It was begun and nobody knows whether it happened: they know no number of it to ask for. */
export class AnswerLost extends Error {
  override readonly name = 'AnswerLost';
}

/** 1 s, 2 s, 4 s … 5 min, where the system says no other. */
export const backoff = (attempts: number, { first, longest }: Pick<Patience, 'first' | 'longest'>): number =>
  Math.min(first * 2 ** attempts, longest);

/** For people and logs: a class or code, never a text. */
const nameOf = (error: unknown): string => {
  if (error instanceof GatewayRefused) return error.code || error.name;
  return error instanceof Error ? error.name : typeof error;
};

const reasonOf = (error: unknown): 'pending' | 'unanswered' | 'broken' => {
  if (error instanceof GatewayPending) return 'pending';
  return error instanceof OutcomeUnknown || error instanceof SystemAway ? 'unanswered' : 'broken';
};

/** @param now epoch milliseconds */
export const endOf = (error: unknown, { attempts, since, what }: Work, now: number, patience: Patience): End => {
  const name = nameOf(error);
  if (error instanceof GatewayRefused) return { dead: 'refused', error: name };
  const once = what.kind === 'call' && what.once;
  if (error instanceof AnswerLost || (once && !(error instanceof SystemAway))) return { dead: 'lost', error: name };
  const reason = reasonOf(error);
  if (now - since.getTime() > patience[reason]) return { dead: reason, error: name };
  // The system said when, or was not asked at all: neither counts as a try.
  if (error instanceof GatewayPending) return { again: error.at, attempts: 0, error: name };
  if (error instanceof SystemAway) return { again: error.at, attempts: Math.max(attempts, 1), error: name };
  return { again: new Date(now + backoff(attempts, patience)), attempts: attempts + 1, error: name };
};
