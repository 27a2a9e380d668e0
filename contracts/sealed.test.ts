import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { capabilities } from './index.ts';
import { capability, type DataOf, type EventOf, eventSchemas, fen, id, type StoredOf } from './language.ts';
import { opened, ownerFields, type Sealed, sealed, sealedPlaces } from './sealed.ts';
import { type StoredRow, viewShape } from './shape.ts';

const address = z.object({ name: z.string(), lines: z.array(z.string()), floor: z.int().optional() });
const visit = capability('visit', {
  events: {
    begun: {
      visitId: id,
      patientId: id,
      fee: fen,
      note: sealed('patientId'),
      guardian: sealed('patientId').optional(),
      address: sealed('patientId', address),
      /** Others that are there, each under a key of their own. */
      others: z.array(
        z.object({ patientId: id, phone: sealed('patientId').nullable(), ages: sealed('patientId', z.array(z.int())) }),
      ),
    },
  },
  about: { begun: { patient: 'patientId' } },
  commands: {},
  refusals: [],
});
type Begun = DataOf<EventOf<typeof visit>, 'visit.begun'>;
type Stored = StoredOf<EventOf<typeof visit>, 'visit.begun'>;

const begun: Begun = {
  visitId: '0199a41f-18cb-710c-8e31-eb13409541be',
  patientId: '0199a41f-18cb-710c-8e31-eb13409541b1',
  fee: 100,
  note: '头晕',
  address: { name: '李雷', lines: ['天津'] },
  others: [
    { patientId: '0199a41f-18cb-710c-8e31-eb13409541b2', phone: null, ages: [7] },
    { patientId: '0199a41f-18cb-710c-8e31-eb13409541b3', phone: '13000000089', ages: [] },
  ],
};
const sealedIn = sealedPlaces(z.object(visit.events.begun));

test('what is sealed is found at any depth, under whoever the nearest object names; what is absent or null is not', () => {
  const found = sealedIn(begun).map(({ holder, key, owner, ids }) => [key, holder[key], owner, ids.patientId]);
  const [one, other] = begun.others;
  expect(found).toEqual([
    ['note', '头晕', 'patientId', begun.patientId],
    ['address', begun.address, 'patientId', begun.patientId],
    ['ages', [7], 'patientId', one?.patientId],
    ['phone', '13000000089', 'patientId', other?.patientId],
    ['ages', [], 'patientId', other?.patientId],
  ]);
});

test('a schema that seals what nobody around it owns, or where sealing does not look, is refused', () => {
  const within = (of: z.ZodType) => () => sealedPlaces(z.object({ patientId: id, of }));
  expect(() => sealedPlaces(z.object({ accountId: id, name: sealed('patientId') }))).toThrow('patientId owns');
  expect(() => sealedPlaces(z.object({ visitPersonId: id, name: sealed('visitPerson') }))).toThrow('visitPerson owns');
  expect(within(z.union([sealed('patientId'), z.int()]))).toThrow('inside a union');
  expect(within(z.record(z.string(), sealed('patientId')))).toThrow('inside a record');
  expect(within(z.tuple([sealed('patientId')]))).toThrow('inside a tuple');
  expect(within(sealed('patientId', z.object({ deeper: sealed('patientId') })))).toThrow('holds no other');
});

test('a sealed value and a plain one are of different types, in events and in views', () => {
  const view = viewShape({
    name: 'visits',
    version: 1,
    row: z.object({
      visitId: id,
      note: opened(z.string()).nullable(),
      rows: z.array(z.object({ address: opened(address) })),
    }),
    events: ['visit.begun'],
    owners: {},
  });
  type Row = StoredRow<typeof view>;
  // It is read in types alone.
  const stored = {} as Stored;
  const plain: string = begun.note;
  const [{ name }] = [begun.address];
  const row: Row = { visitId: plain, note: stored.note, rows: [{ address: stored.address }] };
  const deep: Sealed<number[]> | undefined = stored.others?.[0]?.ages;
  // @ts-expect-error what is sealed is no text
  const text: string = stored.note;
  // @ts-expect-error nor an object to look into
  const inside = stored.others && stored.address.name;
  // @ts-expect-error text cannot stand where a sealed one is declared
  const unsealed: Row = { visitId: plain, note: begun.note, rows: [] };
  // @ts-expect-error nor at any depth
  const deeper: Row = { visitId: plain, note: null, rows: [{ address: begun.address }] };
  // @ts-expect-error a sealed object is no sealed text
  const other: Row = { visitId: plain, note: stored.address, rows: [] };
  // @ts-expect-error nothing that is sealed already is decided again
  const again: Begun = { ...begun, note: stored.note };
  expect([name, row, deep, text, inside, unsealed, deeper, other, again]).toHaveLength(9);
});

test('every sealed value of every event is owned by fields that are always there', () => {
  for (const one of capabilities)
    for (const [type, schema] of eventSchemas(one)) {
      expect(() => sealedPlaces(schema)).not.toThrow();
      for (const field of ownersIn(schema)) expect([type, field.safeParse(undefined).success]).toEqual([type, false]);
    }
});

/** Schemas of the fields that name an owner of something beside them. */
const ownersIn = (schema: z.ZodType): z.ZodType[] => {
  if (schema instanceof z.ZodArray) return ownersIn(schema.element as z.ZodType);
  if (!(schema instanceof z.ZodObject)) return [];
  const { shape } = schema;
  return Object.values(shape as Record<string, z.ZodType>).flatMap(field => {
    const bare = field instanceof z.ZodOptional ? (field.unwrap() as z.ZodType) : field;
    const owner = bare.meta()?.sealedBy as keyof typeof ownerFields | undefined;
    return owner
      ? ownerFields[owner].flatMap(name => (name in shape ? [shape[name] as z.ZodType] : []))
      : ownersIn(bare);
  });
};
