/** From an event, or a gateway's answer, to the work that is stored for it. */
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import { usualPatience } from '../gateways/patience.ts';
import { backoff } from './end.ts';
import type { Process } from './process.ts';
import { nameOf, type Reaction } from './reaction.ts';
import { type Cause, commands, systemOf, type What, type Work } from './work.ts';

/** What a table answers to an event. Throws what the table throws, and for two reactions of one name. */
export const reactionsOf = ({ on, name }: Process, event: RecordedEvent): readonly Reaction[] => {
  const table = Object.hasOwn(on, event.type) ? on[event.type] : undefined;
  const answer = table?.(event.data as never, { eventId: event.id, at: String(event.metadata.at) }) ?? [];
  const list = [answer].flat() as readonly Reaction[];
  if (new Set(list.map(nameOf)).size < list.length)
    throw new TypeError(`${name} asks for the same twice on ${event.type}`);
  return list;
};

export interface Plan {
  /** Under which lease it is stored. */
  readonly epoch: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Who began it: of what a process did, whoever caused that. */
const causer = ({ causedBy, actor, role }: RecordedEvent['metadata']): Cause['by'] =>
  (causedBy as Cause['by'] | undefined) ?? (typeof actor === 'string' ? ({ id: actor, role } as Cause['by']) : null);

const causeOf = ({ id, metadata }: RecordedEvent, path: string): Cause => ({
  eventId: id,
  correlationId: String(metadata.$correlationId),
  traceparent: typeof metadata.traceparent === 'string' ? metadata.traceparent : null,
  path,
  by: causer(metadata),
});

const workOf = (
  of: Pick<Work, 'process' | 'system' | 'what' | 'cause' | 'stream'>,
  at: Date,
  attempts: number,
  { epoch, now }: Plan,
): Work => ({
  _id: `${of.cause.eventId} ${of.cause.path}`,
  version: 2,
  ...of,
  at,
  since: at,
  attempts,
  round: 0,
  // What is for now is taken by the very process that stores it.
  state: at.getTime() > now ? 'due' : 'running',
  epoch,
  error: null,
});

const bare = ({ at: _, ...what }: Reaction): What => what;

/** The work of a list of reactions, under what they follow from. */
export const worksOf = (
  list: readonly Reaction[],
  from: Pick<Work, 'process' | 'cause' | 'stream'>,
  plan: Plan,
): Work[] =>
  list.map(reaction => {
    const cause = { ...from.cause, path: `${from.cause.path} > ${nameOf(reaction)}` };
    const at = reaction.at ? Math.max(Date.parse(reaction.at), plan.now) : plan.now;
    const { process, stream } = from;
    const of = { process, stream, cause, system: systemOf(reaction), what: bare(reaction) };
    return workOf(of, new Date(at), 0, plan);
  });

/** What an event asks of a process. One that its table cannot take is read again later: it must not hold up all others. */
export const worksFor = (
  process: Process,
  event: RecordedEvent,
  plan: Plan,
  cannot: (error: unknown) => void,
): Work[] => {
  const from = { process: process.name, stream: event.stream, cause: causeOf(event, process.name) };
  try {
    return worksOf(reactionsOf(process, event), from, plan);
  } catch (error) {
    cannot(error);
    const { stream, revision } = event;
    const what = { kind: 'react', stream, revision } as const;
    return [workOf({ ...from, system: commands, what }, new Date(plan.now + backoff(0, usualPatience)), 1, plan)];
  }
};
