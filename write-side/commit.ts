/** Appends what a decision says: the only file of the write side that knows the event store. */
import { createHash } from 'node:crypto';
import type { Actor } from '@yunzhen/contracts/roles';
import { none, stepFrom } from '@yunzhen/contracts/states';
import { type Versions, versions } from '@yunzhen/contracts/versions';
import {
  AppendUnknown,
  type EventStore,
  EventStoreUnavailable,
  NewerEvent,
  type RecordedEvent,
  WrongExpectedRevision,
} from '@yunzhen/platform/eventstore';
import { KeyReused, OutcomeUnknown } from '@yunzhen/platform/problem';
import { LRUCache } from 'lru-cache';
import { v5 } from 'uuid';
import { type Codec, codec, type Seal } from './codec.ts';
import { Refusal } from './decider.ts';
import type { Feature } from './feature.ts';

export interface Envelope {
  /** The client's Idempotency-Key, or derived from the event that a process reacts to. */
  readonly commandId: string;
  readonly correlationId: string;
  readonly causationId: string;
  /** Who does it, in their own role: what an audit of the events reads. */
  readonly by: Actor;
  /** Of a process: who caused what it reacts to. */
  readonly causedBy?: Actor | undefined;
  /** Sent by the hospital's own code in the course of what `by` does: their reach was asked where they came in. */
  readonly inside?: true;
  readonly at: string;
  readonly traceparent?: string;
}

/** Where the stream stands after a command; `position` is what `after=` of a query waits for. */
export interface Answer {
  readonly revision: number;
  readonly position: bigint;
}

interface Fold {
  state: unknown;
  /** By the declared states; what the decider makes of it is its own. */
  status: string;
  revision: number;
  position: bigint;
  /** Every command that left events here: what a repetition is recognised by. */
  readonly commands: Map<string, Answer & { body: string }>;
}

const events = '6f0d3c9e-7e2b-5c1a-9a54-0c7d3f7b1e11';
/** Times an append is tried that gets no answer. */
const attempts = 8;
/** Milliseconds to wait at random after a conflict: doubles with each, up to the most. Writers of one stream part that way. */
const jitter = { first: 8, most: 60 };

export interface CommitOptions {
  /** Streams whose state is kept in memory. */
  readonly folds?: number;
  /** Milliseconds after which a command that gets no answer is given up as unknown. */
  readonly deadline?: number;
  /** Milliseconds before an unanswered append is looked after; doubles with each. */
  readonly pause?: number;
  /** At least 0, below 1. */
  readonly random?: () => number;
  /** Which events this build can read. */
  readonly knows?: Versions['knows'];
}

export const committer = (
  store: EventStore,
  seal: Seal,
  { folds: max = 20_000, deadline = 15_000, pause = 100, random = Math.random, knows }: CommitOptions = {},
) => {
  const folds = new LRUCache<string, Fold>({ max });
  const flights = new Map<string, Promise<unknown>>();
  const codecs = new Map<Feature['contract'], Codec>();
  const readers = new Map<Feature['contract'], Versions['knows']>();
  const encoder = ({ contract }: Feature): Codec => {
    const known = codecs.get(contract) ?? codec(contract, seal);
    codecs.set(contract, known);
    return known;
  };

  const reader = ({ contract }: Feature): Versions['knows'] => {
    const known = knows ?? readers.get(contract) ?? versions([contract]).knows;
    readers.set(contract, known);
    return known;
  };

  /** One flight per stream: a hot session costs a queue and not retries. */
  const alone = <T>(stream: string, work: () => Promise<T>): Promise<T> => {
    const before = flights.get(stream) ?? Promise.resolve();
    const flight = before.then(work, work);
    flights.set(stream, flight);
    const done = () => flights.get(stream) === flight && flights.delete(stream);
    flight.then(done, done);
    return flight;
  };

  const apply = (feature: Feature, fold: Fold, event: { type: string; data: object }): void => {
    const evolve = feature.decider.evolve as Record<string, (state: unknown, data: object) => unknown>;
    const step = evolve[event.type];
    if (step) fold.state = step(fold.state, event.data);
    fold.status = (feature.states && stepFrom(feature.states, fold.status, event.type)) ?? fold.status;
  };

  /** Reads what is not folded yet. */
  const refresh = async (feature: Feature, stream: string, cached: Fold | undefined): Promise<Fold> => {
    const fold = cached ?? {
      state: feature.decider.initial,
      status: none,
      revision: -1,
      position: 0n,
      commands: new Map(),
    };
    const known = reader(feature);
    for await (const event of store.readStream(stream, fold.revision + 1)) {
      if (!known(event)) throw new NewerEvent(event);
      apply(feature, fold, event);
      remember(fold, event);
    }
    folds.set(stream, fold);
    return fold;
  };

  const fold = async (feature: Feature, id: string): Promise<Fold> => {
    const stream = `${feature.contract.name}-${id}`;
    return folds.get(stream) ?? alone(stream, async () => folds.get(stream) ?? refresh(feature, stream, undefined));
  };

  /** With everything that other processes appended until now. */
  const fresh = (feature: Feature, id: string): Promise<Fold> => {
    const stream = `${feature.contract.name}-${id}`;
    return alone(stream, () => refresh(feature, stream, folds.get(stream)));
  };

  /**
   * Throws Refusal, KeyReused, what `allow` throws; WrongExpectedRevision when others were first until the deadline, OutcomeUnknown when
   * an append got no answer, EventStoreUnavailable when nothing was sent, NewerEvent.
   * @param allow throws when the sender may not do this to the state it is decided on
   */
  const commit = (
    feature: Feature,
    command: { readonly type: string; readonly id: string },
    body: string,
    envelope: Envelope,
    allow: (state: unknown) => void,
  ): Promise<Answer> => {
    const stream = `${feature.contract.name}-${command.id}`;
    const decide = (feature.decider.decide as Record<string, (command: object, state: unknown) => readonly never[]>)[
      command.type
    ];
    if (!decide) throw new TypeError(`${feature.contract.name} has no command ${command.type}`);
    return alone(stream, async () => {
      const until = Date.now() + deadline;
      let conflicts = 0;
      let silences = 0;
      let sent = false;
      for (;;)
        try {
          return await once();
        } catch (error) {
          const silent = unanswered(error);
          if (!silent && !(error instanceof WrongExpectedRevision)) throw error;
          sent ||= error instanceof AppendUnknown;
          if (silent) folds.delete(stream);
          const wait = silent
            ? Math.min(pause * 2 ** silences++, 2_000)
            : random() * Math.min(jitter.first * 2 ** conflicts++, jitter.most);
          if (silences >= attempts || Date.now() + wait > until)
            throw sent ? new OutcomeUnknown(`${stream} did not answer`) : error;
          await new Promise(next => setTimeout(next, wait));
        }
    });

    async function once(): Promise<Answer> {
      const cached = folds.get(stream);
      let state = cached ?? (await refresh(feature, stream, undefined));
      let decided = attempt(state);
      // Another process may have appended: a "no" on a cached fold counts only after a look at the stream's end.
      if (cached && !('append' in decided && decided.append.length > 0)) {
        state = await refresh(feature, stream, cached);
        decided = attempt(state);
      }
      if ('answer' in decided) return decided.answer;
      if ('refusal' in decided) throw decided.refusal;
      if (decided.append.length === 0) return { revision: state.revision, position: state.position };
      return append(state, decided.append);
    }

    function attempt(
      state: Fold,
    ): { answer: Answer } | { refusal: unknown } | { append: readonly { type: string; data: object }[] } {
      allow(state.state);
      const before = state.commands.get(envelope.commandId);
      if (before) {
        if (before.body !== body) return { refusal: new KeyReused(envelope.commandId) };
        return { answer: { revision: before.revision, position: before.position } };
      }
      try {
        return { append: inOrder(feature, state.status, decide?.(command, state.state) ?? []) };
      } catch (error) {
        if (error instanceof Refusal) return { refusal: error };
        throw error;
      }
    }

    async function append(state: Fold, decided: readonly { type: string; data: object }[]): Promise<Answer> {
      const stored = await Promise.all(decided.map(event => encoder(feature)(event as never)));
      const metadata = {
        commandId: envelope.commandId,
        body,
        $correlationId: envelope.correlationId,
        $causationId: envelope.causationId,
        actor: envelope.by.id,
        role: envelope.by.role,
        ...(envelope.causedBy && { causedBy: envelope.causedBy }),
        at: envelope.at,
        ...(envelope.traceparent && { traceparent: envelope.traceparent }),
      };
      // With what they say: under the same ids the store would take what another process decided otherwise for a repeat.
      const said = `${envelope.commandId} ${stream} ${body} ${JSON.stringify(stored)}`;
      const appended = await store
        .append(
          stream,
          // As bytes: the library takes a text apart letter by letter.
          stored.map((event, index) => ({
            ...event,
            id: v5(Buffer.from(`${said} ${index}`), events),
            metadata: { ...metadata, ...event.metadata },
          })),
          state.revision < 0 ? 'no_stream' : state.revision,
        )
        .catch(async error => {
          if (error instanceof WrongExpectedRevision) await refresh(feature, stream, state);
          throw error;
        });
      for (const event of stored) apply(feature, state, event);
      state.revision = appended.revision;
      state.position = appended.position;
      state.commands.set(envelope.commandId, { ...appended, body });
      return appended;
    }
  };

  return { commit, fold, fresh };
};
/** Throws TypeError for a decision that the declared states do not allow: it is never stored. */
const inOrder = <E extends { type: string }>({ states }: Feature, from: string, events: readonly E[]): readonly E[] => {
  if (!states) return events;
  let status = from;
  for (const { type } of events) {
    const next = stepFrom(states, status, type);
    if (next === null) throw new TypeError(`${type} may not follow in a stream that is ${status}`);
    status = next;
  }
  return events;
};
export type Committer = ReturnType<typeof committer>;

const remember = (fold: Fold, event: RecordedEvent): void => {
  fold.revision = event.revision;
  fold.position = event.position;
  const { commandId, body } = event.metadata;
  if (typeof commandId === 'string' && typeof body === 'string')
    fold.commands.set(commandId, { revision: event.revision, position: event.position, body });
};

const unanswered = (error: unknown) => error instanceof AppendUnknown || error instanceof EventStoreUnavailable;

/** What makes two bodies the same: the parsed input, whose keys stand in the schema's order. */
export const bodyHash = (type: string, input: unknown): string =>
  createHash('sha256')
    .update(`${type} ${JSON.stringify(input)}`)
    .digest('base64url')
    .slice(0, 22);
