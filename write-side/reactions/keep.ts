/** Work that begins outside: kept in the outbox before it is acknowledged, done by the process that it is of, and a case when it cannot be. */
import { v5 } from 'uuid';
import type { Outbox } from './outbox.ts';
import { type Called, nameOf } from './reaction.ts';
import { systemOf, type Work } from './work.ts';

const told = '2d5a1f0e-90a7-5f5b-8c4e-1a7f3e6b9d24';

/** The work of one call for a process; the same call again is the same work. @param now epoch milliseconds */
export const workFor = (process: string, call: Called, now: number): Work => {
  const name = nameOf(call);
  const eventId = v5(name, told);
  const { at: _, ...what } = call;
  return {
    _id: `${eventId} ${process} > ${name}`,
    version: 2,
    process,
    system: systemOf(call),
    what,
    cause: { eventId, correlationId: eventId, traceparent: null, by: null, path: `${process} > ${name}` },
    stream: call.gateway,
    at: new Date(now),
    since: new Date(now),
    attempts: 0,
    round: 0,
    state: 'due',
    // Of no lease: whoever holds the process takes it.
    epoch: 0,
    error: null,
  };
};

/** Durable when it resolves. */
export const keeper =
  (box: Pick<Outbox, 'add'>, process: string, now: () => number) =>
  async (call: Called): Promise<void> => {
    await box.add([workFor(process, call, now())]);
  };
