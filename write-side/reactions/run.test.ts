import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { capability, id } from '@yunzhen/contracts/language';
import { OutcomeUnknown } from '@yunzhen/platform/problem';
import { Refusal } from '@yunzhen/platform/refusal';
import { listener, type TestRuntime, testRuntime } from '@yunzhen/platform/runtime.testing';
import { SubjectErased } from '@yunzhen/platform/sealing';
import type { Db } from 'mongodb';
import { z } from 'zod';
import type { Dispatch } from '../dispatch.ts';
import type { Gateways } from '../gateways/gateway.ts';
import { his } from '../gateways/his/gateway.ts';
import { keeper } from './keep.ts';
import { outbox } from './outbox.ts';
import { call, later, type Process, process, type Reaction, send } from './process.ts';
import { runReactions } from './run.ts';
import type { Work } from './work.ts';

interface Asked {
  type: 'test.asked';
  data: { of: string; n?: number };
}
interface Called {
  type: 'test.called';
  data: { of: string };
}
interface Timed {
  type: 'test.timed';
  data: { of: string; at: string };
}
const work = capability('work', {
  events: {},
  about: {},
  commands: {
    do: { summary: '', input: { n: z.int() } },
    undo: { summary: '', input: {} },
    end: { summary: '', input: { of: id } },
  },
  refusals: ['no'],
});
const testing = process<Asked | Called | Timed>('testing', {
  from: 'origin',
  on: {
    'test.asked': ({ of, n = 0 }) => [send(work, of, 'do', { n }), send(work, of, 'undo', {})],
    'test.called': ({ of }) => call(his, 'dispense', { prescriptionId: of }),
    'test.timed': ({ of, at }) => later(at, send(work, of, 'undo', {})),
  },
});

let given: TestRuntime;
let db: Db;
let start: bigint | null;
let abort: AbortController;
let clock: number;
let warned: string[];
let running: Promise<void>[];
let epoch = 0;
const { tell, until } = listener();

beforeAll(async () => {
  given = await testRuntime();
});
afterAll(() => given.close());
beforeEach(async () => {
  db = given.database();
  start = await given.store.head();
  abort = new AbortController();
  clock = Date.parse('2026-03-02T01:00:00.000Z');
  warned = [];
  running = [];
});
const stop = async () => {
  abort.abort();
  await Promise.all(running);
  abort = new AbortController();
};
afterEach(stop);

interface Sent {
  readonly to: string;
  readonly input: unknown;
  readonly commandId: string;
  readonly causationId: string;
  readonly correlationId: string;
}
interface House {
  readonly sent: Sent[];
  readonly asked: string[];
  /** Streams and commands, without their ids. */
  readonly commands: () => string[];
}
const run = async (
  options: {
    readonly processes?: readonly Process[];
    readonly decide?: (sent: Sent) => Promise<void> | void;
    readonly gateway?: (of: string) => Promise<readonly Reaction[]>;
  } = {},
): Promise<House> => {
  const { processes = [testing], decide = () => undefined, gateway = async () => [] } = options;
  const sent: Sent[] = [];
  const asked: string[] = [];
  const dispatch: Dispatch = async ({ capability, id, command, input }, envelope) => {
    expect(envelope.by.role).toBe('system');
    const { commandId, causationId, correlationId } = envelope;
    const one = { to: `${capability}-${id}/${command}`, input, commandId, causationId, correlationId };
    await decide(one);
    sent.push(one);
    tell();
    return { revision: 0, position: 1n };
  };
  epoch += 1;
  const term = { epoch, build: 0 };
  const done = runReactions({
    // What other tests appended before is none of its business.
    store: { ...given.store, subscribeAll: (at, more) => given.store.subscribeAll(at ?? start, more) },
    db,
    processes,
    hold: (_, work, lost) => work({ ...term, lost }),
    systems: { his: { ...his, timeout: 60_000 } },
    gateways: {
      'his.dispense': async ({ prescriptionId }: { prescriptionId: string }) => {
        asked.push(prescriptionId);
        try {
          return await gateway(prescriptionId);
        } finally {
          tell();
        }
      },
    } satisfies Gateways,
    dispatch,
    now: () => clock,
    warn: message => {
      warned.push(message);
      tell();
    },
    signal: abort.signal,
  });
  running.push(done);
  return { sent, asked, commands: () => sent.map(({ to }) => to) };
};

const append = async (type: string, data: Record<string, unknown>, stream = `test-${randomUUID()}`, revision = -1) => {
  const metadata = { at: '2026-03-02T01:00:00.000Z', $correlationId: `of ${String(data.of)}` };
  const event = { id: randomUUID(), type, data, metadata };
  const { position } = await given.store.append(stream, [event], revision < 0 ? 'no_stream' : revision);
  return { id: event.id, position, stream };
};
const checkpoint = async () =>
  BigInt(
    (await db.collection<{ _id: string; position: number }>('checkpoints').findOne({ _id: 'reactions testing' }))
      ?.position ?? -1,
  );
/** What is stored, also what is under way. */
const waiting = () => db.collection<Work>('outbox').find().sort({ _id: 1 }).toArray();
/** What waits is due now. */
const due = async () => {
  await db.collection<Work>('outbox').updateMany({ state: 'due' }, { $set: { at: new Date(clock) } });
};

test('an event becomes its commands in order, with its correlation and ids made from it', async () => {
  const of = randomUUID();
  const { sent } = await run();
  const { id: eventId } = await append('test.asked', { of, n: 7 });
  await until(() => sent.length === 2);
  expect(sent).toMatchObject([
    { to: `work-${of}/do`, input: { n: 7 }, causationId: eventId, correlationId: `of ${of}` },
    { to: `work-${of}/undo`, input: {}, causationId: eventId },
  ]);
  expect(sent[0]?.commandId).not.toBe(sent[1]?.commandId);
});

test('[T4] an event that is delivered again asks for the same under the same ids', async () => {
  const of = randomUUID();
  const first = await run();
  await append('test.asked', { of });
  await until(() => first.sent.length === 2);
  await stop();
  // Everything was done, and nobody wrote that down.
  await db.collection<{ _id: string }>('checkpoints').deleteOne({ _id: 'reactions testing' });
  const second = await run();
  await until(() => second.sent.length === 2);
  expect(second.sent).toEqual(first.sent);
});

test('[T4] a stop in the middle waits for what is under way, and what was not done is done by the next', async () => {
  const [done, open] = [randomUUID(), randomUUID()];
  let release = (): void => undefined;
  let reached = false;
  const first = await run({
    decide: async ({ to }) => {
      if (!to.startsWith(`work-${open}/do`)) return;
      reached = true;
      tell();
      await new Promise<void>(resolve => {
        release = resolve;
      });
      throw new Error('the connection was closed');
    },
  });
  await append('test.asked', { of: done });
  const { stream } = await append('test.asked', { of: open });
  const last = await append('test.asked', { of: randomUUID() });
  await until(() => reached && first.sent.length === 4);
  let stopped = false;
  const stopping = stop().then(() => {
    stopped = true;
  });
  await new Promise(setImmediate);
  expect(stopped).toBe(false);
  release();
  await stopping;
  // Everything was stored before the checkpoint; what is left is what was under way and what waited behind it.
  expect(await checkpoint()).toBe(last.position);
  expect((await waiting()).map(one => [one.stream, one.state])).toEqual([
    [stream, 'running'],
    [stream, 'running'],
  ]);

  const second = await run();
  await until(() => second.sent.length === 2);
  expect(second.commands()).toEqual([`work-${open}/do`, `work-${open}/undo`]);
});

test('events of one stream are worked on one after the other, those of others meanwhile', async () => {
  const [slow, other] = [randomUUID(), randomUUID()];
  let release = (): void => undefined;
  const { commands } = await run({
    decide: ({ to, input }) =>
      to === `work-${slow}/do` && (input as { n: number }).n === 1
        ? new Promise<void>(resolve => {
            release = resolve;
          })
        : undefined,
  });
  const { stream } = await append('test.asked', { of: slow, n: 1 });
  await append('test.asked', { of: slow, n: 2 }, stream, 0);
  await append('test.asked', { of: other });
  await until(() => commands().length === 2);
  expect(commands()).toEqual([`work-${other}/do`, `work-${other}/undo`]);
  release();
  await until(() => commands().length === 6);
  expect(commands().slice(2)).toEqual(['do', 'undo', 'do', 'undo'].map(name => `work-${slow}/${name}`));
});

test('an unknown is asked again, later and later, and holds up nobody', async () => {
  const [unknown, other] = [randomUUID(), randomUUID()];
  let answers = false;
  const house = await run({
    gateway: async of => {
      if (of === unknown && !answers) throw new OutcomeUnknown('HIS did not answer');
      return [send(work, of, 'undo', {})];
    },
  });
  const event = await append('test.called', { of: unknown });
  await append('test.called', { of: other });
  await until(async () => house.sent.length === 1 && (await waiting()).length === 1);
  expect(house.commands()).toEqual([`work-${other}/undo`]);
  for (const seconds of [1, 2, 4]) {
    const [entry] = await waiting();
    expect(entry?.at).toEqual(new Date(clock + seconds * 1_000));
    expect(entry?._id).toBe(`${event.id} testing > his.dispense ${unknown}`);
    const times = house.asked.length;
    // Not before its time.
    clock += seconds * 1_000 - 1;
    await new Promise(next => setTimeout(next, 250));
    expect(house.asked.length).toBe(times);
    if (seconds === 4) answers = true;
    clock += 1;
    await until(
      async () => house.asked.length === times + 1 && (answers || (await waiting())[0]?.attempts !== entry?.attempts),
    );
  }
  await until(() => house.sent.length === 2);
  expect(house.commands()).toContain(`work-${unknown}/undo`);
  await stop();
  expect(await waiting()).toEqual([]);
});

test('the pause between two tries is never longer than five minutes', async () => {
  const house = await run({
    gateway: async () => {
      throw new OutcomeUnknown('HIS did not answer');
    },
  });
  await append('test.called', { of: randomUUID() });
  await until(async () => (await waiting()).length === 1);
  await db.collection<Work>('outbox').updateMany({}, { $set: { attempts: 40, at: new Date(clock) } });
  await until(async () => (await waiting())[0]?.attempts === 41);
  expect((await waiting())[0]?.at).toEqual(new Date(clock + 300_000));
  expect(house.asked).toHaveLength(2);
});

test('a gateway that hangs holds up no other call that is due', async () => {
  const hanging = randomUUID();
  let release = (): void => undefined;
  let hung = false;
  const house = await run({
    gateway: async of => {
      if (!hung) throw new OutcomeUnknown('HIS did not answer');
      if (of === hanging)
        await new Promise<void>(resolve => {
          release = resolve;
          tell();
        });
      return [send(work, of, 'undo', {})];
    },
  });
  const others = Array.from({ length: 5 }, () => randomUUID());
  for (const of of [hanging, ...others]) await append('test.called', { of });
  await until(async () => (await waiting()).length === 6);
  hung = true;
  await due();
  await until(() => house.sent.length === 5);
  expect(house.commands().sort()).toEqual(others.map(of => `work-${of}/undo`).sort());
  release();
  await until(() => house.sent.length === 6);
});

test('a refusal is an answer, also that a person was erased; what follows goes on', async () => {
  const [refused, erased] = [randomUUID(), randomUUID()];
  const { commands } = await run({
    decide: ({ to }) => {
      if (to === `work-${refused}/do`) throw new Refusal('no');
      if (to === `work-${erased}/do`) throw new SubjectErased('erased');
    },
  });
  await append('test.asked', { of: refused });
  await append('test.asked', { of: erased });
  await until(() => commands().length === 2);
  await stop();
  expect(commands().sort()).toEqual([`work-${refused}/undo`, `work-${erased}/undo`].sort());
  expect(warned.sort()).toEqual(['work/do was refused: no', 'work/do was refused: subject-erased']);
  expect(await waiting()).toEqual([]);
});

test('[P6.11] a deadline is kept over a restart, not performed early, and once', async () => {
  const of = randomUUID();
  const at = new Date(clock + 900_000).toISOString();
  const first = await run();
  const { position } = await append('test.timed', { of, at });
  await until(async () => (await waiting()).length === 1);
  await stop();
  expect(first.sent).toEqual([]);
  expect(await checkpoint()).toBe(position);

  const second = await run();
  clock += 899_999;
  await new Promise(next => setTimeout(next, 250));
  expect(second.sent).toEqual([]);
  clock += 1;
  await until(() => second.sent.length === 1);
  expect(second.commands()).toEqual([`work-${of}/undo`]);
  await stop();
  expect(await waiting()).toEqual([]);
});

test('a deadline that is over when its event is read is performed at once', async () => {
  const of = randomUUID();
  const { commands } = await run();
  await append('test.timed', { of, at: new Date(clock).toISOString() });
  await until(async () => commands().length === 1 && (await waiting()).length === 0);
});

test('a redelivered event asks for the same deadline, not for a second one', async () => {
  const of = randomUUID();
  await run();
  await append('test.timed', { of, at: new Date(clock + 1_000).toISOString() });
  await until(async () => (await waiting()).length === 1);
  await stop();
  await db.collection<{ _id: string }>('checkpoints').deleteOne({ _id: 'reactions testing' });
  const { commands } = await run();
  await append('test.asked', { of });
  await until(async () => commands().length === 2 && (await waiting()).every(({ state }) => state === 'due'));
  expect(await waiting()).toHaveLength(1);
});

test('a gateway that answers otherwise the second time is not taken for a repetition', async () => {
  const of = randomUUID();
  let times = 0;
  const gateway = async () => {
    times += 1;
    return [times === 1 ? send(work, of, 'do', { n: 1 }) : send(work, of, 'undo', {})];
  };
  const first = await run({ gateway });
  await append('test.called', { of });
  await until(() => first.sent.length === 1);
  await stop();
  await db.collection<{ _id: string }>('checkpoints').deleteOne({ _id: 'reactions testing' });
  const second = await run({ gateway });
  await until(() => second.sent.length === 1);
  expect(second.sent[0]?.commandId).not.toBe(first.sent[0]?.commandId);
});

test('an event that a table cannot take holds up nobody, and is read again with mended code', async () => {
  const [poison, other] = [randomUUID(), randomUUID()];
  const broken = process<Asked>('testing', {
    from: 'origin',
    on: {
      'test.asked': ({ of, n = 0 }) => {
        if (of === poison) throw new TypeError('what is this?');
        return send(work, of, 'do', { n });
      },
    },
  });
  const second = process<Asked>('second', {
    from: 'origin',
    on: { 'test.asked': ({ of }) => send(work, of, 'end', { of }) },
  });
  const first = await run({ processes: [broken, second] });
  const { id: eventId } = await append('test.asked', { of: poison, n: 3 });
  await append('test.asked', { of: other });
  await until(() => first.sent.length === 3);
  expect(first.commands().sort()).toEqual([`work-${poison}/end`, `work-${other}/do`, `work-${other}/end`].sort());
  expect(warned).toEqual([`testing cannot take test.asked ${eventId}`]);
  await stop();

  const mended = await run({ processes: [testing, second] });
  await due();
  await until(() => mended.sent.length === 2);
  expect(mended.sent).toMatchObject([
    { to: `work-${poison}/do`, input: { n: 3 }, causationId: eventId, correlationId: `of ${poison}` },
    { to: `work-${poison}/undo` },
  ]);
  await stop();
  expect(await waiting()).toEqual([]);
});

test('MongoDB failing while something must wait: it is done again from the checkpoint', async () => {
  const of = randomUUID();
  let failing = true;
  const house = await run({
    gateway: async () => {
      if (!failing) return [send(work, of, 'undo', {})];
      failing = false;
      await given.mongo.db('admin').command({
        configureFailPoint: 'failCommand',
        mode: { times: 1 },
        data: { failCommands: ['update'], errorCode: 8 },
      });
      throw new OutcomeUnknown('HIS did not answer');
    },
  });
  await append('test.called', { of });
  await until(() => house.sent.length === 1);
  expect(house.asked).toEqual([of, of]);
});

test('[P6.9] work that was kept from outside is done once, also when it is told twice, and what follows is sent', async () => {
  const box = outbox(db, () => undefined);
  const keep = keeper(box, testing.name, () => clock);
  const of = randomUUID();
  const told = call(his, 'dispense', { prescriptionId: of });
  // Nobody runs yet: it waits.
  await keep(told);
  await keep(told);
  const house = await run({ gateway: async id => [send(work, id, 'undo', {})] });
  await until(() => house.sent.length === 1);
  expect(house.asked).toEqual([of]);
  expect(house.commands()).toEqual([`work-${of}/undo`]);
  await keep(told);
  await until(() => house.asked.length === 2);
  await until(() => house.sent.length === 2);
  // The same command again: whoever decides it recognises it.
  expect(new Set(house.sent.map(({ commandId }) => commandId)).size).toBe(1);
});
