/** An event's field is renamed: what older builds stored is folded, decided on, projected and pushed as if it had never had another name. */
import { expect, test } from '@jest/globals';
import { type CommandOf, capability, type EventOf, fen, id, type RefusalOf } from '@yunzhen/contracts/language';
import { versions } from '@yunzhen/contracts/versions';
import { rows } from '@yunzhen/projections/engine/facts';
import { fold, type Stored, steps } from '@yunzhen/projections/engine/fold';
import { fact } from '@yunzhen/projections/fact';
import { view } from '@yunzhen/projections/view';
import { channel } from '@yunzhen/realtime/channel';
import { publicationsOf } from '@yunzhen/realtime/engine';
import type { Decider } from '@yunzhen/write-side/decider';
import { refusing } from '@yunzhen/write-side/decider';
import { feature } from '@yunzhen/write-side/feature';
import { harness, idOf, now } from '@yunzhen/write-side/testing/harness';
import { memoryStore } from '@yunzhen/write-side/testing/memory-store';

const jar = capability('jar', {
  events: { filled: { jarId: id, amount: fen } },
  about: { filled: {} },
  commands: { fill: { summary: 'Put something in', input: { amount: fen } } },
  refusals: ['full'],
  upcasts: { filled: [({ cents, ...rest }) => ({ ...rest, amount: cents })] },
});
type JarEvent = EventOf<typeof jar>;

const refuse = refusing<RefusalOf<typeof jar>>();
const decider: Decider<CommandOf<typeof jar>, JarEvent, number> = {
  initial: 0,
  decide: {
    fill: ({ id: jarId, amount }, held) =>
      held + amount > 10 ? refuse('full') : [{ type: 'jar.filled', data: { jarId, amount } }],
  },
  evolve: { 'jar.filled': (held, { amount }) => held + amount },
};
const jars = view<JarEvent, { held: number }>('jars', 1, {
  'jar.filled': ({ jarId, amount }) => ({ id: jarId, inc: { held: amount } }),
});
const fills = fact<JarEvent, { jar_id: string; amount: number }>('fills', 1, {
  columns: { jar_id: 'UUID', amount: 'UInt32' },
  orderBy: ['jar_id'],
  on: { 'jar.filled': ({ jarId, amount }) => ({ jar_id: jarId, amount }) },
});
const pushes = channel<JarEvent>('jar', {
  'jar.filled': ({ jarId, amount }) => ({ to: `jar:${jarId}`, data: { amount } }),
});

const jarId = idOf(1);
const stream = `jar-${jarId}`;
const throwing = (_: unknown, error: unknown): never => {
  throw error;
};
/** A jar with 4 in it, stored by the build before the field was renamed. */
const before = async () => {
  const store = memoryStore(versions([jar]));
  const old = { id: idOf(2), type: 'jar.filled', data: { jarId, cents: 4 }, metadata: { at: now } };
  await store.append(stream, [old], 'no_stream');
  return harness([feature(jar, decider)], store);
};
const everything = async (store: ReturnType<typeof memoryStore>) => (await store.readAll(null, 10)).events;

test('the decider counts it, and writes the new shape with its version behind it', async () => {
  const { send, store } = await before();
  await expect(send(stream, 'fill', { amount: 7 })).rejects.toMatchObject({ code: 'full' });
  await send(stream, 'fill', { amount: 6 });
  const [first, second] = store.recorded(stream);
  expect([first?.data, first?.metadata.version]).toEqual([{ jarId, cents: 4 }, undefined]);
  expect([second?.data, second?.metadata.version]).toEqual([{ jarId, amount: 6 }, 2]);
});

test('view, fact and channel show both alike', async () => {
  const { send, store } = await before();
  await send(stream, 'fill', { amount: 6 });
  const events = await everything(store);
  const [[, list = []] = []] = steps(jars, events, throwing);
  expect(fold(jarId, undefined as Stored | undefined, list)).toMatchObject({ held: 10 });
  expect(rows(fills, events, throwing)).toMatchObject([{ amount: 4 }, { amount: 6 }]);
  expect(events.flatMap(event => publicationsOf([pushes], event)).map(({ data }) => data)).toMatchObject([
    { type: 'jar.filled', amount: 4 },
    { type: 'jar.filled', amount: 6 },
  ]);
});
