/** What one outside system does to the rest, and what several replicas do to the outside books. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { stuckCase } from '@yunzhen/contracts/case/case';
import { capability, id } from '@yunzhen/contracts/language';
import { leases } from '@yunzhen/platform/lease';
import { listener, type TestRuntime, testRuntime } from '@yunzhen/platform/runtime.testing';
import type { Db } from 'mongodb';
import { z } from 'zod';
import { stuckCase as caseFeature } from '../case/case.ts';
import { committer } from '../commit.ts';
import { type Dispatch, dispatcher } from '../dispatch.ts';
import { call as callOf, callsOf, GatewayRefused, GatewayUnknown, gateway } from '../gateways/gateway.ts';
import { usualPatience } from '../gateways/patience.ts';
import { cases } from '../processes/cases.ts';
import { seal, surroundings } from '../testing/harness.ts';
import { caseIdOf } from './case.ts';
import { outbox } from './outbox.ts';
import { later, type Process, process, send } from './process.ts';
import { runReactions } from './run.ts';
import type { Work } from './work.ts';

const work = capability('work', {
  events: {},
  about: {},
  commands: { note: { summary: '', input: { key: id } } },
  refusals: [],
});
const calling = callsOf<object, object>();
const system = <const N extends string>(name: N) =>
  gateway(name, {
    settings: z.object({}),
    client: () => ({}),
    width: 8,
    timeout: 60_000,
    patience: usualPatience,
    calls: {
      do: calling({ input: z.object({ key: id }), key: ({ key }) => key, run: async () => [] }),
      'do-once': calling({ once: true, input: z.object({ key: id }), key: ({ key }) => key, run: async () => [] }),
    },
  });
const [slow, quick] = [system('slow'), system('quick')];

interface Slow {
  type: 'test.slow';
  data: { key: string };
}
interface Quick {
  type: 'test.quick';
  data: { key: string };
}
interface Once {
  type: 'test.once';
  data: { key: string };
}
interface Timed {
  type: 'test.timed';
  data: { key: string; at: string };
}
const table = process<Slow | Quick | Once | Timed>('testing', {
  from: 'origin',
  on: {
    'test.slow': ({ key }) => callOf(slow, 'do', { key }),
    'test.quick': ({ key }) => callOf(quick, 'do', { key }),
    'test.once': ({ key }) => callOf(quick, 'do-once', { key }),
    'test.timed': ({ key, at }) => later(at, send(work, key, 'note', { key })),
  },
});

let given: TestRuntime;
let db: Db;
let start: bigint | null;
let clock: number;
let running: { readonly abort: AbortController; readonly done: Promise<void> }[];
const { tell, until } = listener();
beforeAll(async () => {
  given = await testRuntime();
});
afterAll(() => given.close());
beforeEach(async () => {
  db = given.database();
  start = await given.store.head();
  clock = Date.parse('2026-03-02T01:00:00.000Z');
  running = [];
});
afterEach(async () => {
  for (const { abort } of running) abort.abort();
  await Promise.all(running.map(({ done }) => done));
});

type Do = (key: string) => Promise<void> | void;
const nothing: Do = () => undefined;
/** A replica of the reactions; `lease` as a holder of the real leases, or alone. */
const replica = (
  does: {
    readonly slow?: Do;
    readonly quick?: Do;
    readonly once?: Do;
    readonly note?: Do;
    readonly dispatch?: Dispatch;
  },
  { hold, processes = [table] }: { hold?: ReturnType<typeof leases>['hold']; processes?: readonly Process[] } = {},
) => {
  const abort = new AbortController();
  const note: Dispatch = async addressed => {
    await (does.note ?? nothing)(addressed.id);
    tell();
    return { revision: 0, position: 1n };
  };
  const asks = (what: Do) => async (input: { key: string }) => {
    await what(input.key);
    tell();
    return [];
  };
  const done = runReactions({
    // What other tests appended before is none of its business.
    store: { ...given.store, subscribeAll: (at, more) => given.store.subscribeAll(at ?? start, more) },
    db,
    hold: hold ?? ((_, begin, lost) => begin({ epoch: running.length + 1, build: 0, lost })),
    processes,
    gateways: {
      'slow.do': asks(does.slow ?? nothing),
      'quick.do': asks(does.quick ?? nothing),
      'quick.do-once': asks(does.once ?? nothing),
    },
    systems: { slow, quick },
    dispatch: does.dispatch ?? note,
    now: () => clock,
    warn: tell,
    signal: abort.signal,
  });
  const one = { abort, done };
  running.push(one);
  return one;
};
const append = async (type: string, data: { readonly key: string; readonly at?: string }) => {
  const metadata = { at: new Date(clock).toISOString(), $correlationId: randomUUID() };
  await given.store.append(`test-${randomUUID()}`, [{ id: randomUUID(), type, data, metadata }], 'no_stream');
};
const stored = () => db.collection<Work>('outbox').find().toArray();

test('[I1] 300 calls of a system that hangs hold up neither another system nor what is due', async () => {
  let release = (): void => undefined;
  const hanging = new Promise<void>(resolve => {
    release = resolve;
  });
  const [asked, noted, open] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const key = randomUUID();
  await append('test.timed', { key, at: new Date(clock + 900_000).toISOString() });
  for (let n = 0; n < 300; n++) await append('test.slow', { key: randomUUID() });
  replica({
    slow: one => {
      open.add(one);
      return hanging;
    },
    quick: one => void asked.add(one),
    note: one => void noted.add(one),
  });
  await until(() => open.size === slow.width);
  await append('test.quick', { key });
  // The clock stands still: nothing of what hangs is over, and the other call is made all the same.
  await until(() => asked.has(key));
  expect(open.size).toBe(slow.width);
  expect(noted.size).toBe(0);
  clock += 900_000;
  await until(() => noted.has(key));
  expect(open.size).toBe(slow.width);
  release();
  await until(async () => open.size === 300 && (await stored()).length === 0);
});

test('[T4] a new process reads from the beginning, one that begins now does not', async () => {
  const [before, after] = [randomUUID(), randomUUID()];
  const seen: string[] = [];
  const heard = (name: string, from: 'origin' | 'now') =>
    process<Quick>(name, { from, on: { 'test.quick': ({ key }) => send(work, key, 'note', { key }) } });
  await append('test.quick', { key: before });
  const note = (key: string) => void seen.push(key);
  replica({ note }, { processes: [heard('late', 'now')] });
  const late = () =>
    db.collection<{ _id: string; position?: number }>('checkpoints').findOne({ _id: 'reactions late' });
  await until(async () => (await late())?.position !== undefined);
  replica({ note }, { processes: [heard('early', 'origin')] });
  await until(() => seen.length === 1);
  await append('test.quick', { key: after });
  await until(() => seen.length === 3);
  expect(seen.sort()).toEqual([before, after, after].sort());
});

test('[T4] of two replicas one dies in the middle: no effect is missed, and the outside books have each once', async () => {
  const books = new Map<string, number>();
  const keys = Array.from({ length: 60 }, () => randomUUID());
  const pause = () => new Promise<void>(next => setTimeout(next, 20));
  /** Takes a number once; an answer to one that died is lost on its way. */
  const take = (mine: () => boolean) => async (key: string) => {
    if (mine()) await new Promise(() => undefined);
    await pause();
    books.set(key, (books.get(key) ?? 0) || 1);
    if (mine()) await new Promise(() => undefined);
  };
  const first = leases(db, { ttl: 1_500, every: 300 });
  const second = leases(db, { ttl: 1_500, every: 300 });
  let frozen = false;
  // A killed process beats no more and does nothing more.
  const hold: typeof first.hold = (name, begin, signal) =>
    first.hold(name, lease => begin({ ...lease, lost: new AbortController().signal }), signal);
  const dying = replica({ quick: take(() => frozen) }, { hold });
  await until(() => running.length === 1);
  for (const key of keys) await append('test.quick', { key });
  await until(() => books.size > 5);
  frozen = true;
  dying.abort.abort();
  replica({ quick: take(() => false) }, { hold: second.hold });
  await until(async () => books.size === keys.length && (await stored()).length === 0);
  expect([...books.values()].every(times => times === 1)).toBe(true);
  running.shift();
}, 60_000);

test('[I1] what is refused becomes a case, and is done once somebody sends it again', async () => {
  const key = randomUUID();
  let cured = false;
  const dispatch = dispatcher([caseFeature], committer(given.store, seal), surroundings);
  const streams = async (caseId: string) => {
    const types: string[] = [];
    for await (const { type } of given.store.readStream(`case-${caseId}`, 0)) types.push(type);
    return types;
  };
  replica(
    {
      quick: () => {
        if (!cured) throw new GatewayRefused('401', 'our signature is not accepted');
      },
      dispatch,
    },
    { processes: [table, cases] },
  );
  await append('test.quick', { key });
  await until(async () => (await stored())[0]?.state === 'dead');
  const [dead] = await stored();
  const caseId = caseIdOf(`${dead?._id}`);
  expect(dead).toMatchObject({ system: 'quick', error: '401', round: 0 });
  const retry = (staffId: string) => {
    const commandId = randomUUID();
    const by = { id: staffId, role: 'operator' } as const;
    const envelope = {
      commandId,
      correlationId: commandId,
      causationId: commandId,
      by,
      at: new Date(clock).toISOString(),
    };
    return dispatch({ capability: stuckCase.name, id: caseId, command: 'retry', input: {} }, envelope);
  };
  await retry(randomUUID());
  await until(async () => (await streams(caseId)).includes('case.failed'));
  await until(async () => (await stored()).every(({ state }) => state === 'dead'));
  cured = true;
  await retry(randomUUID());
  await until(async () => (await stored()).length === 0);
  expect(await streams(caseId)).toEqual([
    'case.opened',
    'case.retried',
    'case.failed',
    'case.retried',
    'case.repaired',
  ]);
});

test('[I1] what nobody answers for a day becomes a case', async () => {
  const opened: string[] = [];
  replica({
    quick: () => {
      throw new GatewayUnknown('no answer');
    },
    dispatch: async ({ command, input }) => {
      opened.push(`${command} ${(input as { reason: string }).reason}`);
      return { revision: 0, position: 1n };
    },
  });
  await append('test.quick', { key: randomUUID() });
  await until(async () => (await stored())[0]?.attempts === 1);
  clock += 23 * 3_600_000;
  await until(async () => (await stored())[0]?.attempts === 2);
  expect(opened).toEqual([]);
  clock += 2 * 3_600_000;
  await until(async () => (await stored())[0]?.state === 'dead');
  expect(opened).toEqual(['open unanswered']);
});

/** What is opened as a case, and why. */
const opening = () => {
  const opened: string[] = [];
  const dispatch: Dispatch = async ({ command, input }) => {
    opened.push(`${command} ${(input as { reason: string }).reason}`);
    return { revision: 0, position: 1n };
  };
  return { opened, dispatch };
};

test('[I1] what has no number outside becomes a case when its answer is lost, and only a person has it asked again', async () => {
  const { opened, dispatch } = opening();
  const asked: string[] = [];
  const key = randomUUID();
  const { abort, done } = replica(
    {
      once: one => {
        asked.push(one);
        if (asked.length === 1) throw new GatewayUnknown('no answer');
      },
      dispatch,
    },
    { processes: [table] },
  );
  await append('test.once', { key });
  await until(async () => (await stored())[0]?.state === 'dead');
  clock += 48 * 3_600_000;
  abort.abort();
  await done;
  replica({ once: one => void asked.push(one), dispatch });
  await append('test.quick', { key });
  await until(async () => (await stored()).length === 1);
  expect({ asked, opened }).toEqual({ asked: [key], opened: ['open lost'] });
  const [dead] = await stored();
  await outbox(db, tell).resume(`${dead?._id}`, 1, new Date(clock));
  await until(async () => (await stored()).length === 0);
  expect(asked).toEqual([key, key]);
});

test('[I1] what was begun by a process that died is not begun again when it has no number outside', async () => {
  const { opened, dispatch } = opening();
  const asked: string[] = [];
  const dying = replica({
    once: async one => {
      asked.push(one);
      tell();
      await new Promise(() => undefined);
    },
  });
  await append('test.once', { key: randomUUID() });
  await until(() => asked.length === 1);
  dying.abort.abort();
  replica({ once: one => void asked.push(one), dispatch });
  await until(async () => (await stored())[0]?.state === 'dead');
  expect({ asked: asked.length, opened }).toEqual({ asked: 1, opened: ['open lost'] });
}, 30_000);
