/**
 * Runs the process tables: at least once, in the order of each stream, several streams at a time. What cannot be done now, or is for
 * later, waits in the durable deadline view; the checkpoint moves behind the oldest event that is not dealt with.
 */
import { setTimeout } from 'node:timers/promises';
import { checkpoint } from '@yunzhen/platform/checkpoint';
import type { EventStore, RecordedEvent } from '@yunzhen/platform/eventstore';
import { Refusal } from '@yunzhen/platform/refusal';
import { span, withTraceparent } from '@yunzhen/platform/tracing';
import type { Db } from 'mongodb';
import { v5 } from 'uuid';
import type { Dispatch } from '../dispatch.ts';
import type { Gateways } from '../gateways/gateways.ts';
import { type Deadline, deadlines } from './deadlines.ts';
import { lanes } from './lanes.ts';
import type { Process, Reaction } from './process.ts';

export interface ProcessRunner {
  readonly done: Promise<void>;
}

/** Why a reaction happens: enough to make the same command ids again and to give it the same correlation. */
export interface Cause {
  readonly eventId: string;
  readonly correlationId: string;
  readonly traceparent: string | undefined;
  /** Place of the reaction under the event; a gateway's answers stand below its own. */
  readonly path: string;
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
  const { read, moved, settled } = checkpoint(db, 'processes');
  const waiting = deadlines(db);
  await waiting.prepare();

  const perform = async (reaction: Reaction, cause: Cause): Promise<void> => {
    if (reaction.kind === 'send') {
      const commandId = v5(`${cause.eventId} ${cause.path}`, reactions);
      const { capability, id, command, input } = reaction;
      const at = new Date(now()).toISOString();
      const { traceparent } = cause;
      const envelope = {
        commandId,
        correlationId: cause.correlationId,
        causationId: cause.eventId,
        by: system,
        at,
        ...(traceparent && { traceparent }),
      };
      try {
        await span(`process ${capability}/${command}`, {}, () =>
          dispatch({ capability, id, command, input }, envelope),
        );
      } catch (error) {
        // A "no" is an answer: asking again would not change it.
        if (!(error instanceof Refusal)) throw error;
        warn(`${capability}/${command} was refused: ${error.code}`, null);
      }
      return;
    }
    const { gateway, input } = reaction;
    const follow = await span(`gateway ${gateway}`, {}, () =>
      (gateways[gateway] as (input: unknown) => Promise<readonly Reaction[]>)(input),
    );
    await all(follow, cause);
  };

  const all = async (list: readonly Reaction[], cause: Cause): Promise<void> => {
    for (const [index, reaction] of list.entries())
      await attempt(reaction, { ...cause, path: `${cause.path}.${index}` }, 0);
  };

  const attempt = async (reaction: Reaction, cause: Cause, attempts: number): Promise<void> => {
    const { at, ...bare } = reaction;
    if (at !== undefined && Date.parse(at) > now())
      return waiting.add({ reaction: bare as Reaction, cause, at: new Date(at), attempts: 0 });
    try {
      await withTraceparent(cause.traceparent, () => perform(reaction, cause));
    } catch (error) {
      if (signal.aborted) throw error;
      warn(
        `${reaction.kind === 'call' ? reaction.gateway : `${reaction.capability}/${reaction.command}`} is asked again`,
        error,
      );
      await waiting.add({
        reaction: bare as Reaction,
        cause,
        at: new Date(now() + backoff(attempts)),
        attempts: attempts + 1,
      });
    }
  };

  const react = async (event: RecordedEvent): Promise<void> => {
    const meta = { eventId: event.id, at: String(event.metadata.at) };
    for (const { name, on } of processes) {
      const table = on[event.type];
      if (!table) continue;
      const answer = table(event.data as never, meta);
      const cause = {
        eventId: event.id,
        correlationId: String(event.metadata.$correlationId),
        traceparent: event.metadata.traceparent as string | undefined,
        path: name,
      };
      await all(Array.isArray(answer) ? (answer as readonly Reaction[]) : [answer as Reaction], cause);
    }
  };

  const run = async (): Promise<void> => {
    const { take } = lanes(width, react, moved);
    for await (const page of store.subscribeAll(await read(), { max: 256, signal }))
      for (const event of page.events) await take(event);
  };

  const tick = async (): Promise<void> => {
    while (!signal.aborted) {
      try {
        const due = await waiting.due(new Date(now()), width);
        await Promise.all(
          due.map(async ({ _id, reaction, cause, attempts }: Deadline) => {
            await attempt(reaction, cause, attempts);
            await waiting.done(_id, attempts);
          }),
        );
        if (due.length > 0) continue;
      } catch (error) {
        if (!signal.aborted) warn('deadlines are late', error);
      }
      await pause(tickMs, signal);
    }
  };

  return { done: Promise.all([restarting(run, warn, signal), tick()]).then(settled) };
};

const tickMs = 200;
/** 1 s, 2 s, 4 s … 5 min. */
const backoff = (attempts: number): number => Math.min(1_000 * 2 ** attempts, 300_000);

const restarting = async (
  run: () => Promise<void>,
  warn: (message: string, error: unknown) => void,
  signal: AbortSignal,
): Promise<void> => {
  for (let wait = 100; !signal.aborted; wait = Math.min(2 * wait, 10_000))
    try {
      await run();
    } catch (error) {
      if (signal.aborted) return;
      warn('processes start again', error);
      await pause(wait, signal);
    }
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal }).catch(() => undefined);
