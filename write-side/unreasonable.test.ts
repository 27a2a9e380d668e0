import { expect, test } from '@jest/globals';
import { capabilities, states } from '@yunzhen/contracts/index';
import { type Capability, type CommandShape, eventSchemas, streamIdField } from '@yunzhen/contracts/language';
import { type Actor, type Role, roles } from '@yunzhen/contracts/roles';
import { none } from '@yunzhen/contracts/states';
import { currentFixtures } from '@yunzhen/contracts/testing/fixtures';
import { problemOf } from '@yunzhen/platform/problem';
import { features } from './features.ts';
import { harness, now } from './testing/harness.ts';
import { inputFor } from './testing/input.ts';
import { type Random, randomFrom } from './testing/random.ts';

interface PublicCommand {
  readonly to: string;
  readonly command: string;
  readonly shape: CommandShape;
}
const publicCommands: readonly PublicCommand[] = capabilities.flatMap(({ name: to, commands }) =>
  Object.entries(commands).flatMap(([command, shape]) => (shape.access ? [{ to, command, shape }] : [])),
);

const fixtures = currentFixtures();
const capabilityOf = (name: string): Capability => {
  const found = capabilities.find(one => one.name === name);
  if (!found) throw new RangeError(`there is no ${name}`);
  return found;
};

/** Events that lead to each state of a capability, one way to each; of what has no states its first event. */
const waysOf = (name: string): ReadonlyMap<string, readonly string[]> => {
  const declared = states[name as keyof typeof states];
  const ways = new Map<string, readonly string[]>([[none, []]]);
  if (!declared) return ways.set('there', [...eventSchemas(capabilityOf(name)).keys()].slice(0, 1));
  for (const [from, way] of ways)
    for (const [type, step] of Object.entries(declared.steps))
      if (step.to && step.from.includes(from) && !ways.has(step.to)) ways.set(step.to, [...way, type]);
  return ways;
};

const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

interface Place {
  readonly id: string;
  /** What was stored, as one object: what people know of it. */
  readonly story: Readonly<Record<string, unknown>>;
}

const hospital = harness(features, undefined, { pause: 0 });
const { store, dispatch } = hospital;

/** A stream of a capability in a state of its own, which belongs to these people. */
const begin = async (name: string, way: readonly string[], whose: string, random: Random): Promise<Place> => {
  const field = streamIdField(capabilityOf(name));
  // Of these the stream is a person's own, under their id.
  const id = ['account', 'practitioner', 'patient', 'privacy'].includes(name) ? whose : random.uuid();
  const mine = Object.fromEntries(roles.map(role => [`${role}Id`, whose]));
  const others = new Map<string, string>();
  const story = {};
  if (store.recorded(`${name}-${id}`).length > 0) return { id, story };
  for (const [index, type] of way.entries()) {
    const fixture = JSON.stringify(fixtures.get(type) ?? {}).replaceAll(uuids, old => {
      others.set(old, others.get(old) ?? random.uuid());
      return others.get(old) ?? old;
    });
    const plain = JSON.parse(fixture) as Record<string, unknown>;
    const given = { ...mine, by: whose, [field]: id };
    const data = { ...plain, ...Object.fromEntries(Object.entries(given).filter(([key]) => key in plain)) };
    Object.assign(story, data);
    await store.append(
      `${name}-${id}`,
      [{ id: random.uuid(), type, data, metadata: { at: now, commandId: random.uuid(), body: '-', version: 1 } }],
      index === 0 ? 'no_stream' : index - 1,
    );
  }
  return { id, story };
};

/** What came of it: null when it was done, or refused by a decision, as it must be; `not asked` when neither came to it. */
const judged = async (
  { to, command, shape }: PublicCommand,
  { id, story }: Place,
  by: Actor,
  random: Random,
): Promise<string | 'not asked' | null> => {
  const known = (field: string): unknown => {
    const value = random.chance(0.7) ? story[field] : undefined;
    return typeof value === 'object' ? undefined : value;
  };
  const input = inputFor(shape.input, known, random, Date.parse(now));
  const before = await store.head();
  const key = random.uuid();
  const envelope = { commandId: key, correlationId: key, causationId: key, by, at: now };
  const outcome = await dispatch({ capability: to, id, command, input }, envelope).then(
    () => 'done' as const,
    (error: unknown) => ({ error }),
  );
  const allowed = shape.access === 'everyone' || (shape.access && by.role in shape.access);
  if (outcome === 'done') return allowed ? null : 'was done';
  const { body } = problemOf(outcome.error) ?? {};
  if (!body || body.status >= 500) return `${(outcome.error as Error).stack}`;
  if (!allowed) return body.status === 403 ? 'not asked' : `${body.status} ${body.code}, not 403`;
  if ((await store.head()) !== before) return `${body.code}, and something has happened`;
  const said = JSON.stringify({ ...body, instance: undefined });
  const told = Object.values(story).filter(
    value => typeof value === 'string' && /\p{Script=Han}|\d{6}|-\w{4}-/u.test(value) && said.includes(value),
  );
  if (told.length > 0) return `${body.code} tells ${told}`;
  return body.status === 400 ? 'not asked' : null;
};

test.each(publicCommands.map(one => ({ name: `${one.to}/${one.command}`, one })))(
  '[O4] $name: to any stream in any state, from anybody: done, or refused with a code and nothing changed',
  async ({ name, one }) => {
    const random = randomFrom([...name].reduce((sum, letter) => 31 * sum + letter.charCodeAt(0), 7) | 0);
    const elsewhere = random.pick(capabilities.filter(other => other.name !== one.to)).name;
    const places = [...waysOf(one.to)].map(([state, way]) => ({ state, of: one.to, way }));
    places.push({ state: `a ${elsewhere}`, of: elsewhere, way: [...waysOf(elsewhere).values()].at(-1) ?? [] });
    const wrong: string[] = [];
    let decided = 0;
    for (const { state, of, way } of places)
      for (const role of roles as readonly Role[])
        for (const whose of ['theirs', "another's"]) {
          const me = random.uuid();
          const place = await begin(of, way, whose === 'theirs' ? me : random.uuid(), random);
          const found = await judged(one, place, { id: me, role }, random);
          if (found === null) decided++;
          else if (found !== 'not asked') wrong.push(`${role}, ${whose}, ${state}: ${found}`);
        }
    expect(wrong).toEqual([]);
    expect(decided).toBeGreaterThan(0);
  },
);
