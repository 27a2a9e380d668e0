/** Does one piece of work: sends its command, calls its outside system, or reads its event again; answers what follows. */
import type { EventStore, RecordedEvent } from '@yunzhen/platform/eventstore';
import { Refusal } from '@yunzhen/platform/refusal';
import { SubjectErased } from '@yunzhen/platform/sealing';
import { span, withTraceparent } from '@yunzhen/platform/tracing';
import type { Dispatch } from '../dispatch.ts';
import { usualPatience } from '../gateways/patience.ts';
import { AnswerLost, backoff } from './end.ts';
import type { Outbox } from './outbox.ts';
import { reactionsOf } from './plan.ts';
import type { Process } from './process.ts';
import type { Reaction } from './reaction.ts';
import { type Ask, SystemAway } from './systems.ts';
import { commandIdOf, type Work } from './work.ts';

export interface PerformPorts {
  readonly store: EventStore;
  readonly dispatch: Dispatch;
  readonly box: Pick<Outbox, 'resume' | 'drop' | 'begin'>;
  /** By system. */
  readonly ask: Readonly<Record<string, Ask>>;
  readonly now: () => number;
  readonly warn: (message: string, error: unknown) => void;
}
export type Perform = (work: Work) => Promise<readonly Reaction[]>;

export const performer = (process: Process, { store, dispatch, box, ask, now, warn }: PerformPorts): Perform => {
  const command = async ({ what, cause }: Work): Promise<void> => {
    if (what.kind !== 'send') return;
    const { capability, id, command, input } = what;
    const envelope = {
      commandId: commandIdOf(cause),
      correlationId: cause.correlationId,
      causationId: cause.eventId,
      by: { id: process.name, role: 'system' as const },
      ...(cause.by && { causedBy: cause.by }),
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

  const eventAt = async (stream: string, revision: number): Promise<RecordedEvent> => {
    for await (const event of store.readStream(stream, revision)) return event;
    throw new Error(`${stream} has no event ${revision}`);
  };

  /** False when this round of it was begun before. */
  const begins = ({ _id, epoch, round, system }: Work): Promise<boolean> =>
    box.begin(_id, epoch, round).catch(() => {
      throw new SystemAway(system, new Date(now() + backoff(0, usualPatience)));
    });
  const once = async (work: Work): Promise<readonly Reaction[]> => {
    const { what } = work;
    if (what.kind === 'react') return reactionsOf(process, await eventAt(what.stream, what.revision));
    if (what.kind === 'call') {
      const asked = ask[work.system];
      if (!asked) throw new TypeError(`there is no system ${work.system}`);
      if (what.once && !(await begins(work))) throw new AnswerLost(`${what.gateway} was begun before`);
      return span(`gateway ${what.gateway}`, {}, () => asked(what.gateway, what.input, work.round));
    }
    if (what.kind === 'resume') await box.resume(what.work, what.round, new Date(now()));
    else if (what.kind === 'drop') await box.drop(what.work);
    else await command(work);
    return [];
  };
  return work => withTraceparent(work.cause.traceparent ?? undefined, () => once(work));
};
