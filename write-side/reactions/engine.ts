/**
 * Runs the process tables: at least once, in the order of each stream, several streams at a time. What cannot be done now, or is for
 * later, waits in the durable deadline view; the checkpoint moves behind the oldest event that is not dealt with.
 */
import { again } from '@yunzhen/platform/again';
import { alone, checkpoint } from '@yunzhen/platform/checkpoint';
import type { EventStore, RecordedEvent } from '@yunzhen/platform/eventstore';
import { Refusal } from '@yunzhen/platform/refusal';
import { SubjectErased } from '@yunzhen/platform/sealing';
import { span, withTraceparent } from '@yunzhen/platform/tracing';
import type { Db } from 'mongodb';
import { v5 } from 'uuid';
import type { Dispatch } from '../dispatch.ts';
import { GatewayPending, type Gateways } from '../gateways/gateway.ts';
import { deadlines, runDeadlines } from './deadlines.ts';
import { lanes } from './lanes.ts';
import type { Process } from './process.ts';
import { nameOf, type Reaction } from './reaction.ts';

export interface ProcessRunner {
  readonly done: Promise<void>;
}

/** Why a reaction happens: enough to make the same command ids again and to give it the same correlation. */
export interface Cause {
  readonly eventId: string;
  readonly correlationId: string;
  readonly traceparent: string | undefined;
  /** Process and name of the reaction under the event; a gateway's answers stand below its own. */
  readonly path: string;
}

/** A reaction; or an event that a table could not take, to be read again when its code is mended. */
export type Work = Reaction | Unread;
interface Unread {
  readonly kind: 'react';
  readonly process: string;
  readonly stream: string;
  readonly revision: number;
  readonly at?: undefined;
}

const reactions = '3f1c3f8a-2f6d-5b57-8f05-6f4a2b6f7c21';
const system = { id: '00000000-0000-0000-0000-000000000000', role: 'system' } as const;
const width = 64;

export const runProcesses = async (options: {
  readonly store: EventStore;
  readonly db: Db;
  readonly processes: readonly Process[];
  readonly gateways: Gateways;
  readonly dispatch: Dispatch;
  readonly now: () => number;
  readonly warn: (message: string, error: unknown) => void;
  readonly signal: AbortSignal;
}): Promise<ProcessRunner> => {
  const { store, db, processes, gateways, dispatch, now, warn, signal } = options;
  const fenced = (error: Error) => warn('the processes are fenced', error);
  const { read, moved, settled } = checkpoint(store, db, 'processes', { ...alone, fenced });
  const waiting = deadlines(db);
  await waiting.prepare();

  const command = async (reaction: Extract<Reaction, { kind: 'send' }>, cause: Cause): Promise<void> => {
    const { capability, id, command, input } = reaction;
    const envelope = {
      // With its name: a gateway may answer otherwise the next time, and that must not pass for a repetition.
      commandId: v5(`${cause.eventId} ${cause.path} ${capability}/${command} ${id}`, reactions),
      correlationId: cause.correlationId,
      causationId: cause.eventId,
      by: system,
      at: new Date(now()).toISOString(),
      ...(cause.traceparent && { traceparent: cause.traceparent }),
    };
    try {
      await span(`process ${capability}/${command}`, {}, () => dispatch({ capability, id, command, input }, envelope));
    } catch (error) {
      // A "no" is an answer: asking again would not change it.
      if (!(error instanceof Refusal || error instanceof SubjectErased)) throw error;
      warn(`${capability}/${command} was refused: ${error instanceof Refusal ? error.code : 'subject-erased'}`, null);
    }
  };

  const perform = async (work: Work, cause: Cause): Promise<void> => {
    if (work.kind === 'send') return command(work, cause);
    if (work.kind === 'react') return readAgain(work);
    const { gateway, input } = work;
    const follow = await span(`gateway ${gateway}`, {}, () => gatewayOf(gateways, gateway)(input));
    await all(follow, cause);
  };

  const all = async (list: readonly Reaction[], cause: Cause): Promise<void> => {
    for (const reaction of list) await attempt(reaction, { ...cause, path: `${cause.path} > ${nameOf(reaction)}` }, 0);
  };

  /** Does it, or leaves it to the deadlines and answers false: for its time, or for another try. Throws when not even that can be written down. */
  const attempt = async (work: Work, cause: Cause, attempts: number): Promise<boolean> => {
    const { at, ...bare } = work;
    const reaction = bare as Work;
    const leave = async (until: number, tried: number): Promise<false> => {
      await waiting.add({ reaction, cause, at: new Date(until), attempts: tried });
      return false;
    };
    if (at !== undefined && Date.parse(at) > now()) return leave(Date.parse(at), 0);
    try {
      await withTraceparent(cause.traceparent, () => perform(reaction, cause));
      return true;
    } catch (error) {
      if (signal.aborted) throw error;
      if (error instanceof GatewayPending) return leave(error.at.getTime(), 0);
      warn(`${whatOf(work)} is asked again`, error);
      return leave(now() + backoff(attempts), attempts + 1);
    }
  };

  const readAgain = async ({ process, stream, revision }: Unread): Promise<void> => {
    const by = processes.find(({ name }) => name === process);
    for await (const event of store.readStream(stream, revision))
      if (by) return all(reactionsOf(by, event), causeOf(event, process));
    throw new RangeError(`${process} cannot read ${stream} ${revision} again`);
  };

  const react = async (event: RecordedEvent): Promise<void> => {
    if (signal.aborted) throw new Error('the processes were told to stop');
    for (const process of processes) {
      const { name } = process;
      const cause = causeOf(event, name);
      let list: readonly Reaction[];
      try {
        list = reactionsOf(process, event);
      } catch (error) {
        // A table that cannot take its event must not hold up all others: that one waits for mended code.
        warn(`${name} cannot take ${event.type} ${event.id}`, error);
        const reaction = { kind: 'react', process: name, stream: event.stream, revision: event.revision } as const;
        await waiting.add({ reaction, cause, at: new Date(now() + backoff(0)), attempts: 1 });
        continue;
      }
      await all(list, cause);
    }
  };

  const run = async (progressed: () => void): Promise<void> => {
    // Nothing may come any more that would show the failure of a work.
    const broken = new AbortController();
    const work = (event: RecordedEvent) =>
      react(event).catch(error => {
        broken.abort();
        throw error;
      });
    const { take, idle } = lanes(width, work, moved);
    try {
      const until = AbortSignal.any([signal, broken.signal]);
      for await (const page of store.subscribeAll(await read(), { max: 256, signal: until })) {
        for (const event of page.events) await take(event);
        progressed();
      }
    } finally {
      // Nothing of it is left running: a restart, or the end of the connections, comes after.
      await idle();
    }
  };

  const running = again(run, { signal, failed: error => warn('processes start again', error) });
  const ticking = runDeadlines({
    waiting,
    perform: ({ reaction, cause, attempts }) => attempt(reaction, cause, attempts),
    width,
    now,
    warn,
    signal,
  });
  return { done: Promise.all([running, ticking]).then(settled) };
};

const reactionsOf = ({ on }: Process, event: RecordedEvent): readonly Reaction[] => {
  const answer = on[event.type]?.(event.data as never, { eventId: event.id, at: String(event.metadata.at) }) ?? [];
  return Array.isArray(answer) ? (answer as readonly Reaction[]) : [answer as Reaction];
};

const causeOf = ({ id, metadata }: RecordedEvent, path: string): Cause => ({
  eventId: id,
  correlationId: String(metadata.$correlationId),
  traceparent: metadata.traceparent as string | undefined,
  path,
});

/** Without its id, for a log. */
const whatOf = (work: Work): string => {
  if (work.kind === 'react') return work.process;
  return work.kind === 'call' ? work.gateway : `${work.capability}/${work.command}`;
};
const gatewayOf = (gateways: Gateways, name: string) => {
  const found = gateways[name];
  if (!found) throw new TypeError(`there is no gateway ${name}`);
  return found as (input: unknown) => Promise<readonly Reaction[]>;
};

/** 1 s, 2 s, 4 s … 5 min. */
const backoff = (attempts: number): number => Math.min(1_000 * 2 ** attempts, 300_000);
