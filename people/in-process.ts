/**
 * People in this process: commands go to the hospital's own core, its process tables react at once, and outside systems answer from
 * books in memory. Everybody lives on a clock of their own, which stands still unless they wait; what is due meanwhile is done in time.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import type { Sealed } from '@yunzhen/contracts/sealed';
import {
  type EventStore,
  EventStoreUnavailable,
  type RecordedEvent,
  WrongExpectedRevision,
} from '@yunzhen/platform/eventstore';
import { OutcomeUnknown } from '@yunzhen/platform/problem';
import { type CorePorts, core } from '@yunzhen/write-side/core';
import type { Dispatch } from '@yunzhen/write-side/dispatch';
import type { Feature } from '@yunzhen/write-side/feature';
import { GatewayUnknown } from '@yunzhen/write-side/gateways/gateway';
import { usualPatience } from '@yunzhen/write-side/gateways/patience';
import { endOf } from '@yunzhen/write-side/reactions/end';
import { performer } from '@yunzhen/write-side/reactions/perform';
import { worksFor, worksOf } from '@yunzhen/write-side/reactions/plan';
import { labelOf, type Work } from '@yunzhen/write-side/reactions/work';
import type { Driver } from './driver.ts';
import type { Intent, Look, Seen } from './intent.ts';
import { check } from './payment.ts';

export interface InProcessPorts extends Omit<CorePorts, 'record' | 'now' | 'outside'> {
  /** Outside systems, by the clock of whoever asks. */
  readonly outside: (now: () => number) => CorePorts['outside'];
  /** Pays the order of a payment in the books of the channel. @param now epoch milliseconds */
  readonly cashier: (paymentId: string, now: number) => void;
  readonly idOf: Driver['idOf'];
}
/** A life of its own in a hospital. */
export interface Life extends Driver {
  /** What is still to come: work that is due later than this life has lasted. */
  readonly left: () => readonly Work[];
}
export interface InProcess {
  /** @param start epoch milliseconds */
  readonly life: (start: number) => Life;
}

interface Clock {
  readonly now: () => number;
  readonly hear: (event: RecordedEvent) => void;
  /** Commands that something was heard of. */
  readonly known: ReadonlySet<unknown>;
}

/** Tells of everything that is appended. Nobody else writes meanwhile: where a stream was read to its end, it is not read again. */
const heard = (store: EventStore, hear: (event: RecordedEvent) => void): EventStore => {
  const ends = new Map<string, number>();
  return {
    ...store,
    append: async (stream, events, expected) => {
      const answer = await store.append(stream, events, expected);
      const first = answer.revision - events.length + 1;
      ends.set(stream, answer.revision);
      for (const [index, event] of events.entries())
        hear({ ...event, ...answer, stream, revision: first + index, created: new Date(String(event.metadata.at)) });
      return answer;
    },
    readStream: async function* (stream, from) {
      if (ends.get(stream) === from - 1) return;
      let end = from - 1;
      for await (const event of store.readStream(stream, from)) {
        end = event.revision;
        yield event;
      }
      ends.set(stream, Math.max(end, ends.get(stream) ?? -1));
    },
  };
};

/** Asks again, as every client does, while our own store is away: a clock that stands still would never see it come back. */
const insist = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++)
    try {
      return await ask();
    } catch (error) {
      const away = error instanceof EventStoreUnavailable || error instanceof WrongExpectedRevision;
      const unknown = error instanceof OutcomeUnknown && !(error instanceof GatewayUnknown);
      if (!(away || unknown) || tries >= storeTries) throw error;
      await setTimeout(100);
    }
};
const storeTries = 100;

/** Looks of somebody who waits, and milliseconds between them. */
const looks = { most: 60, every: 60_000 };

export const inProcess = ({ cashier, idOf, outside, ...ports }: InProcessPorts): InProcess => {
  const current = new AsyncLocalStorage<Clock>();
  const now = (): number => current.getStore()?.now() ?? Date.now();
  const store = heard(ports.store, event => current.getStore()?.hear(event));
  const {
    dispatch: decide,
    features,
    processes,
    gateways,
    systems,
    commits,
  } = core({
    ...ports,
    outside: outside(now),
    store,
    now,
    // History has no exchanges: nothing went to anybody.
    record: async () => undefined,
  });
  const featureOf = new Map<string, Feature>(features.map(feature => [feature.contract.name, feature]));
  /** Also of a command that was sent before, by a life that broke off: what follows from it may not have followed. */
  const dispatch: Dispatch = async (addressed, envelope) => {
    const answer = await decide(addressed, envelope);
    const clock = current.getStore();
    const { commandId } = envelope;
    if (clock && !clock.known.has(commandId))
      for await (const event of store.readStream(`${addressed.capability}-${addressed.id}`, 0))
        if (event.metadata.commandId === commandId) clock.hear(event);
    return answer;
  };
  const ask = async (gateway: string, input: unknown, round: number) => {
    const call = gateways[gateway];
    if (!call) throw new TypeError(`there is no gateway ${gateway}`);
    return call(input as never, round);
  };
  const performers = new Map(
    processes.map(process => [
      process.name,
      performer(process, {
        store,
        dispatch,
        ask: Object.fromEntries(Object.keys(systems).map(name => [name, ask])),
        box: { resume: async () => undefined, drop: async () => undefined, begin: async () => true },
        now,
        warn: () => undefined,
      }),
    ]),
  );

  const life = (start: number): Life => {
    let at = start;
    let due: Work[] = [];
    const plan = () => ({ epoch: 0, now: at });
    const known = new Set<unknown>();
    const hear = (event: RecordedEvent): void => {
      known.add(event.metadata.commandId);
      for (const process of processes)
        due.push(
          ...worksFor(process, event, plan(), error => {
            throw error;
          }),
        );
    };
    const clock: Clock = { now: () => at, hear, known };

    /** The first that is due, of those due at once the one that was asked for first. */
    const take = (until: number): Work | undefined => {
      const first = due.reduce<Work | undefined>(
        (least, one) => (least && least.at <= one.at ? least : one),
        undefined,
      );
      if (!first || first.at.getTime() > until) return undefined;
      due = due.filter(one => one !== first);
      return first;
    };
    const perform = async (work: Work): Promise<void> => {
      try {
        const follow = (await insist(async () => performers.get(work.process)?.(work))) ?? [];
        due.push(...worksOf(follow, work, plan()));
      } catch (error) {
        const ended = endOf(error, work, at, systems[work.system]?.patience ?? usualPatience);
        if ('dead' in ended) throw new Error(`${labelOf(work.what, work.process)} came to nothing`, { cause: error });
        due.push({ ...work, at: ended.again, attempts: ended.attempts });
      }
    };
    const react = async (until: number): Promise<void> => {
      for (let work = take(until); work; work = take(until)) {
        at = Math.max(at, work.at.getTime());
        await perform(work);
      }
    };
    const send = ({ to, id, command, input, by }: Intent): Promise<void> =>
      current.run(clock, async () => {
        const commandId = idOf('command', to, id, command, JSON.stringify(input));
        const envelope = { correlationId: commandId, causationId: commandId, by, at: new Date(at).toISOString() };
        await insist(() => dispatch({ capability: to, id, command, input }, { commandId, ...envelope }));
        await react(at);
      });
    /** What the state keeps is an index of it: the patient reads the code itself. */
    const codeOf = async (id: string): Promise<string | null> => {
      for await (const { type, data } of store.readStream(`dispensing-${id}`, 0))
        if (type === 'dispensing.readied') return ports.people.open(data.pickUpCode as Sealed<string>);
      return null;
    };
    const see = async ({ of }: Look, id: string): Promise<Seen | null> => {
      const { revision, state } = await insist(() => commits.fold(featureOf.get(of) as Feature, id));
      if (revision < 0) return null;
      return of === 'dispensing' ? { ...(state as Seen), pickUpCode: await codeOf(id) } : (state as Seen);
    };
    const wait = (ms: number): Promise<void> =>
      current.run(clock, async () => {
        const until = at + ms;
        await react(until);
        at = Math.max(at, until);
      });
    return {
      send,
      see,
      until: async (look, id, by, is) => {
        for (let tries = 0; tries < looks.most; tries++, await wait(looks.every)) {
          const seen = await see(look, id);
          const found = seen && is(seen);
          if (found) return found;
        }
        throw new Error(`${by.role} waits for ${look.of} ${id} in vain`);
      },
      pay: async (by, paymentId) => {
        cashier(paymentId, at);
        await send(check(by, paymentId));
      },
      now: () => at,
      wait,
      idOf,
      left: () => due,
    };
  };
  return { life };
};
