import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Held, LeaseRecords } from './lease/records.ts';
import { leasesIn } from './lease.ts';
import { listener, testRuntime } from './runtime.testing.ts';
import { virtualClock } from './testing/clock.ts';

const ttl = 15_000;

/** Records in memory; while `away` nobody reaches them. */
const memoryRecords = (): LeaseRecords & { away: boolean } => {
  const held = new Map<string, Held>();
  const records: LeaseRecords & { away: boolean } = {
    away: false,
    read: async name => {
      reach();
      return held.get(name) ?? null;
    },
    take: async (seen, next) => {
      reach();
      const is = held.get(next._id);
      if (is?.epoch !== seen?.epoch || is?.beat !== seen?.beat || is?.holder !== seen?.holder) return false;
      held.set(next._id, next);
      return true;
    },
    beat: async ({ _id, holder, epoch, beat }) => {
      reach();
      const is = held.get(_id);
      if (is?.holder !== holder || is.epoch !== epoch) return false;
      held.set(_id, { ...is, beat });
      return true;
    },
    release: async ({ _id, holder, epoch }) => {
      reach();
      const is = held.get(_id);
      if (is?.holder === holder && is.epoch === epoch) held.set(_id, { ...is, holder: '' });
    },
  };
  const reach = () => {
    if (records.away) throw new Error('away');
  };
  return records;
};

const house = () => {
  const clock = virtualClock();
  const records = memoryRecords();
  const log: string[] = [];
  const contend = (name: string, build = 0, work?: (lost: AbortSignal) => Promise<void>) => {
    const machine = clock.process();
    const abort = new AbortController();
    const held: { epoch: number; lost: AbortSignal }[] = [];
    const say = (what: string) => log.push(`${clock.now()} ${name} ${what}`);
    const { hold } = leasesIn(records, name, { ttl, build, now: machine.now, pause: machine.pause });
    const done = hold(
      'work',
      async ({ epoch, lost }) => {
        say(`works under ${epoch}`);
        held.push({ epoch, lost });
        if (work) return work(lost);
        if (!lost.aborted) await once(lost, 'abort');
        say('stops');
      },
      abort.signal,
    );
    const holds = () => held.some(({ lost }) => !lost.aborted);
    return { ...machine, stop: () => abort.abort(), done, held, holds };
  };
  return { clock, records, log, contend };
};

test('one works, the other waits; told to stop it hands over within a second, under a higher epoch', async () => {
  const { clock, log, contend } = house();
  const a = contend('a');
  await clock.advance(100);
  const b = contend('b');
  await clock.advance(60_000);
  a.stop();
  await clock.advance(1_000);
  expect(log).toEqual(['0 a works under 1', '60100 a stops', '60600 b works under 2']);
  expect([a.holds(), b.holds()]).toEqual([false, true]);
  await a.done;
});

test('work that does not end is handed over within a second all the same', async () => {
  const { clock, contend } = house();
  const a = contend('a', 0, () => new Promise(() => undefined));
  await clock.advance(100);
  const b = contend('b');
  a.stop();
  await clock.advance(1_400);
  expect(b.held.map(({ epoch }) => epoch)).toEqual([2]);
});

test('of a killed holder another takes over within 20 s, not before its time is over', async () => {
  const { clock, contend } = house();
  const a = contend('a');
  await clock.advance(60_000);
  a.kill();
  const b = contend('b');
  await clock.advance(ttl - 4_000);
  expect(b.held).toEqual([]);
  await clock.advance(20_000 - ttl + 4_000);
  expect(b.held.map(({ epoch }) => epoch)).toEqual([2]);
});

test('a frozen holder knows when it wakes that it is none', async () => {
  const { clock, log, contend } = house();
  const a = contend('a');
  const b = contend('b');
  await clock.advance(60_000);
  a.freeze();
  await clock.advance(20_000);
  expect(b.held.map(({ epoch }) => epoch)).toEqual([2]);
  a.thaw();
  await clock.advance(60_000);
  expect([a.holds(), b.holds()]).toEqual([false, true]);
  expect(log.filter(line => line.includes(' a '))).toEqual(['0 a works under 1', '80000 a stops']);
});

test('an older build never takes over from a newer; a newer waits for an older to end', async () => {
  const { clock, contend } = house();
  const old = contend('old', 41);
  await clock.advance(100);
  const fresh = contend('new', 42);
  await clock.advance(60_000);
  expect(fresh.held).toEqual([]);
  old.stop();
  await clock.advance(1_000);
  const older = contend('older', 41);
  fresh.kill();
  await clock.advance(600_000);
  expect(fresh.held.map(({ epoch }) => epoch)).toEqual([2]);
  expect(older.held).toEqual([]);
  const rolledBack = contend('rolled back', 43);
  await clock.advance(20_000);
  expect(rolledBack.held.map(({ epoch }) => epoch)).toEqual([3]);
});

test('records that are away for a moment end nothing; for longer, nobody works, and then the one who did goes on', async () => {
  const { clock, records, contend } = house();
  const a = contend('a');
  await clock.advance(100);
  const b = contend('b');
  await clock.advance(60_000);
  records.away = true;
  await clock.advance(4_500);
  records.away = false;
  await clock.advance(20_000);
  expect(a.held).toHaveLength(1);
  expect(a.holds()).toBe(true);
  records.away = true;
  await clock.advance(14_000);
  expect([a.holds(), b.holds()]).toEqual([false, false]);
  await clock.advance(60_000);
  records.away = false;
  await clock.advance(1_000);
  expect([a.holds(), b.holds()]).toEqual([true, false]);
  expect(a.held.map(({ epoch }) => epoch)).toEqual([1, 2]);
});

test('work that fails is told, and begun again under a new epoch after pauses that grow', async () => {
  const clock = virtualClock();
  const { now, pause } = clock.process();
  const said: string[] = [];
  const epochs: number[] = [];
  const abort = new AbortController();
  const { hold, failure } = leasesIn(memoryRecords(), 'a', { now, pause, warn: message => said.push(message) });
  const done = hold(
    'work',
    async ({ epoch }) => {
      epochs.push(epoch);
      throw new Error('no');
    },
    abort.signal,
  );
  await clock.advance(3_100);
  expect(failure('work')).toEqual(new Error('no'));
  abort.abort();
  await done;
  expect(epochs).toEqual([1, 2, 3]);
  expect(said).toEqual(['work ended', 'work ended', 'work ended']);
});

test('whatever freezes, dies, stops and is away: epochs rise, and two who are sure never overlap', async () => {
  const step = fc.record({
    who: fc.nat({ max: 2 }),
    what: fc.constantFrom('freeze', 'thaw', 'kill', 'stop', 'away', 'back', 'wait'),
    ms: fc.nat({ max: 20_000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async steps => {
      const { clock, records, contend } = house();
      const all = [0, 1, 2].map(build => ({ ...contend(`p${build}`), frozen: false, dead: false }));
      const sure = () => all.filter(one => !one.frozen && !one.dead && one.holds());
      for (const { who, what, ms } of steps) {
        const one = all[who];
        if (!one) continue;
        if (what === 'freeze' || what === 'thaw') {
          one[what]();
          one.frozen = what === 'freeze';
        } else if (what === 'kill') {
          one.kill();
          one.dead = true;
        } else if (what === 'stop') one.stop();
        else if (what !== 'wait') records.away = what === 'away';
        for (let left = ms; left > 0; left -= 250) {
          await clock.advance(Math.min(left, 250));
          expect(sure().length).toBeLessThan(2);
        }
      }
      const epochs = all.flatMap(({ held }) => held.map(({ epoch }) => epoch)).sort((a, b) => a - b);
      expect(epochs).toEqual(epochs.map((_, index) => index + 1));
    }),
    { numRuns: 40 },
  );
});

const program = fileURLToPath(new URL('./testing/lease-process.ts', import.meta.url));
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

test('of real processes: SIGTERM hands over within a second, kill -9 and a freeze within the ttl', async () => {
  const given = await testRuntime();
  const { tell, until } = listener();
  const said: { who: string; holds?: number; lost?: number }[] = [];
  const start = (who: string) => {
    const child = fork(program, [given.url, given.db.databaseName], {
      execArgv: ['--import', '@oxc-node/core/register'],
    });
    running.push(child);
    child.on('message', message => {
      said.push({ who, ...(message as object) });
      tell();
    });
    return child;
  };
  const holds = (who: string) => said.some(one => one.who === who && one.holds);
  const timed = async (who: string) => {
    const began = performance.now();
    await until(() => holds(who));
    return performance.now() - began;
  };
  try {
    const a = start('a');
    await timed('a');
    const b = start('b');
    await once(b, 'spawn');
    await until(async () => (await given.db.collection('leases').countDocuments()) === 1);
    a.kill('SIGTERM');
    await until(() => said.some(one => one.who === 'a' && one.lost));
    await timed('b');

    const c = start('c');
    b.kill('SIGSTOP');
    await timed('c');
    b.kill('SIGCONT');
    await until(() => said.some(one => one.who === 'b' && one.lost));

    // Its process id is gone from this machine: nobody waits for the ttl here.
    start('d');
    c.kill('SIGKILL');
    await once(c, 'exit');
    await until(() => said.filter(one => one.holds).length === 4);
    expect(said.flatMap(one => one.holds ?? [])).toEqual([1, 2, 3, 4]);
  } finally {
    for (const child of running) child.kill('SIGKILL');
    await given.close();
  }
});
