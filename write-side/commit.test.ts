import { expect, test } from '@jest/globals';
import { type CommandOf, capability, type EventOf, id as idShape } from '@yunzhen/contracts/language';
import { states } from '@yunzhen/contracts/states';
import {
  AppendRefused,
  AppendUnknown,
  EventStoreUnavailable,
  NewerEvent,
  WrongExpectedRevision,
} from '@yunzhen/platform/eventstore';
import { Forbidden, KeyReused, OutcomeUnknown } from '@yunzhen/platform/problem';
import { Refusal } from '@yunzhen/platform/refusal';
import fc from 'fast-check';
import { v4 } from 'uuid';
import { z } from 'zod';
import { bodyHash, type CommitOptions, committer } from './commit.ts';
import { type Decider, refusing } from './decider.ts';
import { feature } from './feature.ts';
import { idOf, now, seal, system } from './testing/harness.ts';
import { type MemoryStore, memoryStore } from './testing/memory-store.ts';

/** A jar takes ten; the simplest thing that can refuse, repeat and run over. */
const contract = capability('jar', {
  events: { filled: { jarId: idShape, n: z.int() }, emptied: { jarId: idShape } },
  about: { filled: {}, emptied: {} },
  commands: { fill: { summary: 'Fill', input: { n: z.int() } }, empty: { summary: 'Empty', input: {} } },
  refusals: ['full'],
});
type JarEvent = EventOf<typeof contract>;
const decider: Decider<CommandOf<typeof contract>, JarEvent, number> = {
  initial: 0,
  decide: {
    fill: ({ id, n }, content) => {
      if (n < 0) throw new RangeError('a fault of the program');
      if (content + n > 10) return refusing<'full'>()('full');
      return Array.from({ length: n }, () => ({ type: 'jar.filled', data: { jarId: id, n: 1 } }));
    },
    empty: ({ id }, content) => (content === 0 ? [] : [{ type: 'jar.emptied', data: { jarId: id } }]),
  },
  evolve: { 'jar.filled': (content, { n }) => content + n, 'jar.emptied': () => 0 },
};
const jar = feature(contract, decider);
const id = idOf(1);
const stream = `jar-${id}`;
const anyone = () => undefined;

const server = (store: MemoryStore, options: CommitOptions = { pause: 0 }) => {
  const { commit, fold, fresh } = committer(store, seal, options);
  const send = (type: 'fill' | 'empty', n: number, key = v4(), allow: (state: unknown) => void = anyone) =>
    commit(
      jar,
      { type, id, ...(type === 'fill' && { n }), now, by: system } as never,
      bodyHash(type, n),
      { commandId: key, correlationId: key, causationId: key, by: system, at: now },
      allow,
    );
  return {
    fill: (n: number, key?: string, allow?: (state: unknown) => void) => send('fill', n, key, allow),
    empty: (key?: string) => send('empty', 0, key),
    content: async () => (await fold(jar, id)).state,
    fresh: async () => (await fresh(jar, id)).state,
  };
};
const content = (store: MemoryStore) =>
  store.recorded(stream).reduce((sum, { type }) => (type === 'jar.filled' ? sum + 1 : 0), 0);
const commandIds = (store: MemoryStore) => new Set(store.recorded(stream).map(({ metadata }) => metadata.commandId));

test('[T4] a decision that the declared states do not allow is never stored', async () => {
  const declared = states<JarEvent>()('jar', {
    filled: { from: ['none', 'some'], to: 'some' },
    emptied: { from: ['none'], to: 'empty' },
  });
  const store = memoryStore();
  const { commit } = committer(store, seal, { pause: 0 });
  const send = (command: { type: 'fill'; n: number } | { type: 'empty' }) => {
    const key = v4();
    const envelope = { commandId: key, correlationId: key, causationId: key, by: system, at: now };
    return commit({ ...jar, states: declared }, { ...command, id, now, by: system } as never, 'body', envelope, anyone);
  };
  await send({ type: 'fill', n: 2 });
  await send({ type: 'fill', n: 1 });
  await expect(send({ type: 'empty' })).rejects.toThrow('jar.emptied may not follow in a stream that is some');
  expect(store.recorded(stream).map(({ type }) => type)).toEqual(Array(3).fill('jar.filled'));
});

test('[T4] what is decided is appended in one piece, with who, when and why', async () => {
  const store = memoryStore();
  const { commit } = committer(store, seal);
  const command = { type: 'fill', id, n: 2, now, by: system } as const;
  const by = { id: idOf(9), role: 'operator' } as const;
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const envelope = { commandId: idOf(5), correlationId: idOf(6), causationId: idOf(7), by, at: now, traceparent };
  const answer = await commit(jar, command, 'body', envelope, anyone);
  const events = store.recorded(stream);
  expect(events.map(({ type, data }) => ({ type, data }))).toEqual(
    Array(2).fill({ type: 'jar.filled', data: { jarId: id, n: 1 } }),
  );
  expect(answer).toEqual({ revision: 1, position: events[1]?.position });
  expect(store.calls.appends).toBe(1);
  for (const { metadata } of events)
    expect(metadata).toEqual({
      commandId: idOf(5),
      body: 'body',
      $correlationId: idOf(6),
      $causationId: idOf(7),
      actor: idOf(9),
      role: 'operator',
      at: now,
      traceparent,
    });
});
test('[T4] event ids are derived from the command: another process makes the same ones', async () => {
  const [one, other] = [memoryStore(), memoryStore()];
  await server(one).fill(2, idOf(5));
  await server(other).fill(2, idOf(5));
  expect(one.recorded(stream).map(event => event.id)).toEqual(other.recorded(stream).map(event => event.id));
  expect(new Set(one.recorded(stream).map(event => event.id)).size).toBe(2);
});
test('[T4] nothing to do answers where the stream stands', async () => {
  const store = memoryStore();
  const { fill, empty } = server(store);
  expect(await empty()).toEqual({ revision: -1, position: 0n });
  await fill(1);
  const emptied = await empty();
  expect(await empty()).toEqual(emptied);
  expect(store.recorded(stream)).toHaveLength(2);
});

test('[T4] a repetition gets its first answer, from this process or another, whatever came after', async () => {
  const store = memoryStore();
  const one = server(store);
  const first = await one.fill(2, idOf(5));
  await one.fill(3);
  expect(await one.fill(2, idOf(5))).toEqual(first);
  expect(await server(store).fill(2, idOf(5))).toEqual(first);
  expect(content(store)).toBe(5);
});
test('[T4] a repetition is recognised when the state has left the memory', async () => {
  const store = memoryStore();
  const { commit, fold } = committer(store, seal, { folds: 1 });
  const command = { type: 'fill', id, n: 2, now, by: system } as const;
  const envelope = { commandId: idOf(5), correlationId: idOf(5), causationId: idOf(5), by: system, at: now };
  const first = await commit(jar, command, 'body', envelope, anyone);
  await fold(jar, idOf(2));
  expect(await commit(jar, command, 'body', envelope, anyone)).toEqual(first);
  expect(content(store)).toBe(2);
});
test('[T4] a repetition that would be refused by now still gets its first answer', async () => {
  const store = memoryStore();
  const { fill } = server(store);
  const first = await fill(9, idOf(5));
  await expect(fill(9)).rejects.toMatchObject({ code: 'full' });
  expect(await fill(9, idOf(5))).toEqual(first);
});
test('[T4] the same key with another body is refused, by this process and another', async () => {
  const store = memoryStore();
  const one = server(store);
  await one.fill(2, idOf(5));
  await expect(one.fill(3, idOf(5))).rejects.toThrow(KeyReused);
  await expect(server(store).fill(3, idOf(5))).rejects.toThrow(KeyReused);
  await expect(one.empty(idOf(5))).rejects.toThrow(KeyReused);
  expect(content(store)).toBe(2);
});

test('[T4] a lost acknowledgement is resolved by reading again: done once, answered truly', async () => {
  const store = memoryStore();
  store.faults.push('ack-lost');
  const answer = await server(store).fill(2);
  expect(content(store)).toBe(2);
  expect(answer).toEqual({ revision: 1, position: await store.head() });
});
test('[T4] a lost request is sent again', async () => {
  const store = memoryStore();
  store.faults.push('request-lost', 'request-lost');
  expect(await server(store).fill(2)).toEqual({ revision: 1, position: await store.head() });
  expect(content(store)).toBe(2);
});
test('[T4] a lost acknowledgement is recognised behind what another process appended', async () => {
  const store = memoryStore();
  const [one, other] = [server(store), server(store)];
  store.faults.push(async (...sent) => {
    await store.append(...sent);
    await other.fill(3);
    throw new AppendUnknown(stream, 'the answer was lost');
  });
  expect((await one.fill(2)).revision).toBe(1);
  expect(content(store)).toBe(5);
});
test('[T4] one command that two processes decide otherwise is what the first said, and both know it', async () => {
  const store = memoryStore();
  // As a process's command: what it looks up may differ, its body says nothing.
  const process = () => {
    const { commit, fold } = committer(store, seal, { pause: 0 });
    const envelope = { commandId: idOf(5), correlationId: idOf(5), causationId: idOf(5), by: system, at: now };
    return {
      fill: (n: number) => commit(jar, { type: 'fill', id, n, now, by: system } as never, '-', envelope, anyone),
      content: async () => (await fold(jar, id)).state,
    };
  };
  const [one, other] = [process(), process()];
  let first: unknown;
  store.faults.push(async () => {
    first = await other.fill(2);
  });
  expect(await one.fill(1)).toEqual(first);
  expect([await one.content(), await other.content(), content(store)]).toEqual([2, 2, 2]);
});
test('[T4] the same key with another body is refused also while the first is under way in another process', async () => {
  const store = memoryStore();
  const [one, other] = [server(store), server(store)];
  const key = v4();
  store.faults.push(() => other.fill(2, key));
  await expect(one.fill(1, key)).rejects.toThrow(KeyReused);
  expect(await one.content()).toBe(2);
});
test('[T4] a request that arrives after it was given up is not done twice', async () => {
  const store = memoryStore();
  let arrives = (): Promise<unknown> => Promise.reject(new Error('not sent yet'));
  store.faults.push(
    async (...sent) => {
      arrives = () => store.append(...sent);
      throw new AppendUnknown(stream, 'no answer');
    },
    () => arrives(),
  );
  expect((await server(store).fill(2)).revision).toBe(1);
  expect(content(store)).toBe(2);
});
test('[T4] no answer in time is an unknown outcome, and the same key finds out later', async () => {
  const store = memoryStore();
  const { fill } = server(store, { pause: 0, deadline: -1 });
  store.faults.push('ack-lost');
  await expect(fill(2, idOf(5))).rejects.toThrow(OutcomeUnknown);
  expect((await fill(2, idOf(5))).revision).toBe(1);
  expect(content(store)).toBe(2);
});
test('[T4] a store that is down changes nothing, and all goes on when it is back', async () => {
  const store = memoryStore();
  const { fill, content: folded } = server(store);
  await fill(1);
  store.down = true;
  await expect(fill(2, idOf(5))).rejects.toThrow(OutcomeUnknown);
  store.down = false;
  expect((await fill(2, idOf(5))).revision).toBe(2);
  expect(await folded()).toBe(3);
});
test('[T4] what the store refuses for good is not tried again', async () => {
  const store = memoryStore();
  store.faults.push(() => Promise.reject(new AppendRefused(stream, 'stream-deleted')));
  await expect(server(store).fill(1)).rejects.toThrow(AppendRefused);
  expect(store.calls.appends).toBe(1);
});

test('[T4] another writer in between: decided again on what is there now', async () => {
  const store = memoryStore();
  const [one, other] = [server(store), server(store)];
  await one.fill(1);
  store.faults.push(() => other.fill(4));
  expect((await one.fill(5)).revision).toBe(9);
  store.faults.push(() => other.empty());
  await one.empty();
  expect(store.recorded(stream).map(({ type }) => type)).toEqual([...Array(10).fill('jar.filled'), 'jar.emptied']);
});
test('[T4] another writer in between: refused when it no longer fits', async () => {
  const store = memoryStore();
  const [one, other] = [server(store), server(store)];
  store.faults.push(() => other.fill(8));
  await expect(one.fill(5)).rejects.toMatchObject({ code: 'full' });
  expect(content(store)).toBe(8);
});
test('[T4] a stream that never comes to rest is a conflict in the end, not an endless loop and not unknown', async () => {
  const store = memoryStore();
  const [one, other] = [server(store, { deadline: 200 }), server(store)];
  const restless = async (): Promise<unknown> => {
    await (content(store) > 4 ? other.empty() : other.fill(1));
    store.faults.unshift(restless);
    return undefined;
  };
  store.faults.push(restless);
  await expect(one.fill(1)).rejects.toThrow(WrongExpectedRevision);
});
test('[T4] a store that cannot be read is unavailable: nothing was sent, so nothing is unknown', async () => {
  const store = memoryStore();
  store.down = true;
  await expect(server(store, { pause: 0, deadline: 50 }).fill(1)).rejects.toThrow(EventStoreUnavailable);
});
test('an event that only a newer build knows ends every decision on its stream, unless its contract called it ignorable', async () => {
  const store = memoryStore();
  const { fill, fresh } = server(store);
  await fill(1);
  const metadata = { at: now };
  await store.append(
    stream,
    [{ id: v4(), type: 'jar.painted', data: {}, metadata: { ...metadata, ignorable: true } }],
    0,
  );
  await store.append(stream, [{ id: v4(), type: 'jar.filled', data: { jarId: id, n: 1 }, metadata }], 1);
  expect(await fresh()).toBe(2);
  await store.append(stream, [{ id: v4(), type: 'jar.sealed', data: {}, metadata }], 2);
  for (const again of [1, 2]) await expect(fill(again)).rejects.toThrow(NewerEvent);
  await expect(server(store).fill(1)).rejects.toThrow('a newer build wrote jar.sealed, which this build does not know');
  await expect(fresh()).rejects.toThrow(NewerEvent);
  expect(store.recorded(stream)).toHaveLength(4);
});
test('an event in a version that only a newer build knows is not decided on either', async () => {
  const store = memoryStore();
  const { fill } = server(store);
  await fill(1);
  const newer = { id: v4(), type: 'jar.filled', data: { litres: 1 }, metadata: { at: now, version: 2 } };
  await store.append(stream, [newer], 0);
  await expect(fill(1)).rejects.toThrow(NewerEvent);
});
test('[T4] a state that has grown old in memory does not refuse wrongly', async () => {
  const store = memoryStore();
  const [one, other] = [server(store), server(store)];
  await one.fill(10);
  await other.empty();
  expect((await one.fill(7)).revision).toBe(17);
});
test('[T4] nor does it take something for done already', async () => {
  const store = memoryStore();
  const [one, other] = [server(store), server(store)];
  await one.content();
  await other.fill(3);
  await one.empty();
  expect(content(store)).toBe(0);
  expect(store.recorded(stream).at(-1)?.type).toBe('jar.emptied');
});
test('[T4] a look at the end of a stream sees what others appended', async () => {
  const store = memoryStore();
  const [one, other] = [server(store), server(store)];
  expect(await one.content()).toBe(0);
  await other.fill(3);
  expect(await one.content()).toBe(0);
  expect(await one.fresh()).toBe(3);
  expect(await one.content()).toBe(3);
});

test('[T4] a hot stream is a queue: one append a command, one read for all', async () => {
  const store = memoryStore();
  const { fill } = server(store);
  const answers = await Promise.all(Array.from({ length: 10 }, () => fill(1)));
  expect(answers.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(store.calls).toEqual({ appends: 10, reads: 1 });
});
test('[T4] the same command twice at once is done once', async () => {
  const store = memoryStore();
  const [one, other] = [server(store), server(store)];
  const answers = await Promise.all([one, other, one, other].map(({ fill }) => fill(2, idOf(5))));
  expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
  expect(content(store)).toBe(2);
});
test('[T4] a fault of the program stops its own command and no other', async () => {
  const { fill } = server(memoryStore());
  const [broken, fine] = await Promise.allSettled([fill(-1), fill(1)]);
  expect(broken).toMatchObject({ status: 'rejected', reason: expect.any(RangeError) });
  expect(fine).toMatchObject({ status: 'fulfilled', value: { revision: 0 } });
});
test('[T4] an event that cannot be sealed or breaks its contract is not appended', async () => {
  const store = memoryStore();
  const broken = feature(contract, {
    ...decider,
    decide: { ...decider.decide, fill: ({ id: jarId }) => [{ type: 'jar.filled', data: { jarId, n: 0.5 } }] },
  });
  const { commit } = committer(store, seal);
  const envelope = { commandId: idOf(5), correlationId: idOf(5), causationId: idOf(5), by: system, at: now };
  const command = { type: 'fill', id, n: 1, now, by: system } as const;
  await expect(commit(broken, command, 'body', envelope, anyone)).rejects.toThrow('jar.filled breaks its contract');
  expect(store.calls.appends).toBe(0);
});

test('[O4] whether the sender may is asked of the state that is decided on, not of an old one', async () => {
  const store = memoryStore();
  const [one, other] = [server(store), server(store)];
  await one.content();
  await other.fill(1);
  const onlyEmpty = (state: unknown): void => {
    if (state !== 0) throw new Forbidden('not empty');
  };
  await expect(one.fill(2, v4(), onlyEmpty)).rejects.toThrow(Forbidden);
  expect(content(store)).toBe(1);
});

test('[T4] whatever is lost between two processes and a store, each command happens once or is refused', async () => {
  const fault = fc.constantFrom('ack-lost' as const, 'request-lost' as const, 'none' as const);
  const command = fc.record({
    n: fc.integer({ min: 1, max: 4 }),
    by: fc.nat(1),
    times: fc.integer({ min: 1, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(command, { maxLength: 12 }),
      fc.array(fault, { maxLength: 20 }),
      async (commands, faults) => {
        const store = memoryStore();
        const servers = [server(store), server(store)];
        store.faults.push(...faults.map(kind => (kind === 'none' ? async () => undefined : kind)));
        const keys = commands.map(() => v4());
        const outcomes = await Promise.all(
          commands.flatMap(({ n, by, times }, at) =>
            Array.from({ length: times }, (_, again) =>
              servers[(by + again) % 2]?.fill(n, keys[at]).then(
                ({ position }) => ({ at, n, position }),
                error => ({ at, n, error }),
              ),
            ),
          ),
        );
        const done = new Map<number, Set<bigint>>();
        for (const outcome of outcomes) {
          if (!outcome) continue;
          if ('error' in outcome) expect(outcome.error).toBeInstanceOf(Refusal);
          else done.set(outcome.at, (done.get(outcome.at) ?? new Set()).add(outcome.position));
        }
        for (const answers of done.values()) expect(answers.size).toBe(1);
        expect(commandIds(store)).toEqual(new Set([...done.keys()].map(at => keys[at])));
        expect(content(store)).toBe([...done.keys()].reduce((sum, at) => sum + (commands[at]?.n ?? 0), 0));
        expect(content(store)).toBeLessThanOrEqual(10);
      },
    ),
    { numRuns: 200 },
  );
});
