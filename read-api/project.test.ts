import { expect, test } from '@jest/globals';
import { queries } from '@yunzhen/contracts/index';
import { maskedFor, part, personal, recognisable } from '@yunzhen/contracts/personal';
import type { Actor } from '@yunzhen/contracts/roles';
import { opened } from '@yunzhen/contracts/sealed';
import fc from 'fast-check';
import { z } from 'zod';
import { type Open, projection } from './project.ts';

const operator: Actor = { id: 'o', role: 'operator' };
const patient: Actor = { id: 'p', role: 'patient' };
/** What `sealed.` stands in front of, JSON where it is; 'sealed.broken' does not open. */
const held = (text: string): unknown => {
  if (text === 'sealed.broken') return null;
  const inner = text.slice('sealed.'.length);
  return /^[[{]/.test(inner) ? JSON.parse(inner) : inner;
};
const open: Open = async sealed => new Map([...sealed].map(one => [one, held(String(one))]));

const shape = z.object({
  rows: z.array(z.object({ name: recognisable('name').nullable(), phone: personal('phone').nullable(), fee: z.int() })),
});
const { shown, declared, masks } = projection(shape);
const answer = {
  rows: [
    { name: '李小雷', phone: '13012345689', fee: 1 },
    { name: null, phone: 'sealed.13000000000', fee: 2 },
  ],
};

test('[T2] who may only recognise a person gets all of it masked', async () => {
  expect(await shown(answer, operator, open)).toEqual({
    rows: [
      { name: '李**', phone: '130******89', fee: 1 },
      { name: null, phone: '130******00', fee: 2 },
    ],
  });
});

test('[T2] what nobody sees in full is masked for everybody else', async () => {
  for (const by of [patient, null])
    expect(await shown(answer, by, open)).toEqual({
      rows: [
        { name: '李**', phone: '13012345689', fee: 1 },
        { name: null, phone: '13000000000', fee: 2 },
      ],
    });
  const phone = projection(z.object({ phone: personal('phone') }));
  expect([masks(patient), phone.masks(patient), phone.masks(operator)]).toEqual([true, false, true]);
  expect(projection(z.object({ fee: z.int() })).masks(operator)).toBe(false);
});

test('[T2] what is kept for others is neither opened nor masked', () => {
  expect(declared(answer)).toEqual(answer);
});

test('a value that does not open is null, and the others are there', async () => {
  const rows = [{ name: 'sealed.broken', phone: 'sealed.13000000000', fee: 1 }];
  expect(await shown({ rows }, patient, open)).toEqual({ rows: [{ name: null, phone: '13000000000', fee: 1 }] });
});

test('sealed text that is not personal is opened and never masked', async () => {
  const plain = projection(z.array(opened(z.string()).nullable()));
  expect(await plain.shown(['sealed.等了很久', 'sealed.broken', null], operator, open)).toEqual([
    '等了很久',
    null,
    null,
  ]);
});

const address = opened(z.object({ phone: part('phone'), lines: z.array(part('text')), floor: z.int() }));
const deep = projection(z.object({ visits: z.array(z.object({ address: address.nullable() })) }));
const home = 'sealed.{"phone":"13012345689","lines":["南开区"],"floor":7,"undeclared":"x"}';

test('[T2] a sealed object opens where it stands, cut to its declaration and masked part by part', async () => {
  const visits = [{ address: home }, { address: 'sealed.broken' }, { address: null }];
  const first = { phone: '13012345689', lines: ['南开区'], floor: 7 };
  const rest = [{ address: null }, { address: null }];
  expect(await deep.shown({ visits }, patient, open)).toEqual({ visits: [{ address: first }, ...rest] });
  expect(await deep.shown({ visits }, operator, open)).toEqual({
    visits: [{ address: { phone: '130******89', lines: ['***'], floor: 7 } }, ...rest],
  });
  expect(deep.declared({ visits })).toEqual({ visits });
});

test('what a seal holds that is of another kind than declared is null', async () => {
  const visits = [{ address: 'sealed.[1]' }, { address: 'sealed.text' }];
  expect(await deep.shown({ visits }, patient, open)).toEqual({ visits: [{ address: null }, { address: null }] });
});

test('where nothing sealed is declared, nothing sealed leaves', async () => {
  const plain = projection(z.object({ note: z.string().nullable() }));
  expect(await plain.shown({ note: 'sealed.x' }, patient, open)).toEqual({ note: null });
});

test('a declaration that changes has another digest', () => {
  const digests = [
    z.object({ a: z.string() }),
    z.object({ a: z.string(), b: z.string() }),
    z.object({ a: personal('name') }),
    z.object({ a: recognisable('name') }),
    z.object({ a: z.string().nullable() }),
    z.object({ a: z.array(z.string()) }),
    z.object({ a: z.enum(['x']) }),
    z.object({ a: z.enum(['x', 'y']) }),
  ].map(schema => projection(schema).digest);
  expect(new Set(digests).size).toBe(digests.length);
});

test('[T2] an answer that cannot be looked into is not served at all', () => {
  const name = personal('name');
  for (const shape of [z.union([name, z.int()]), z.record(z.string(), name), z.tuple([name]), name.transform(String)])
    expect(() => projection(z.object({ shape }))).toThrow('cannot be masked');
});

const secret = fc.uint8Array({ minLength: 8, maxLength: 12 }).map(bytes => `密${Buffer.from(bytes).toString('hex')}`);
const undeclared = fc.record({
  undeclared: secret,
  undeclaredPhone: secret,
  undeclaredToo: fc.record({ undeclared: secret }),
});

/** Answers of a schema, with fields that are not declared in every object of it. */
const answersOf = (schema: z.ZodType): fc.Arbitrary<unknown> => {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return fc.option(answersOf(schema.unwrap() as z.ZodType), {
      nil: schema instanceof z.ZodNullable ? null : undefined,
    });
  if (schema instanceof z.ZodArray) return fc.array(answersOf(schema.element as z.ZodType), { maxLength: 3 });
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(([name, field]) => [name, answersOf(field as z.ZodType)] as const);
    return fc.tuple(undeclared, fc.record(Object.fromEntries(fields))).map(([more, own]) => ({ ...more, ...own }));
  }
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral)
    return fc.constantFrom(...(schema instanceof z.ZodEnum ? schema.options : schema.values));
  if (schema.type === 'number') return fc.integer();
  if (schema.type === 'boolean') return fc.boolean();
  if (!schema.meta()?.personal) return fc.uuid();
  // A leaf may also hold what no leaf should: an object with more in it.
  return fc.oneof(
    { arbitrary: secret, weight: 4 },
    { arbitrary: secret.map(text => `sealed.${text}`), weight: 4 },
    undeclared,
  );
};

const leaf = fc.oneof(
  fc.constantFrom<z.ZodType>(z.string(), z.int(), z.boolean(), z.enum(['x', 'y'])),
  fc.constantFrom('name', 'phone', 'idNumber', 'birthDate', 'text').map(kind => personal(kind)),
  fc.constantFrom('name', 'phone').map(kind => recognisable(kind)),
);
const { tree } = fc.letrec<{ tree: z.ZodType }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    tie('tree').map(of => z.array(of)),
    tie('tree').map(of => of.nullable()),
    fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map(fields => z.object({ ...fields })),
  ),
}));

/** The declared part, worked out the slow way. */
const picked = (schema: z.ZodType, value: unknown): unknown => {
  if (schema instanceof z.ZodNullable) return value === null ? null : picked(schema.unwrap() as z.ZodType, value);
  if (schema instanceof z.ZodArray) return (value as unknown[]).map(one => picked(schema.element as z.ZodType, one));
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(
      Object.entries(schema.shape).map(([name, field]) => [name, picked(field as z.ZodType, Object(value)[name])]),
    );
  if (typeof value !== 'string') return typeof value === 'object' ? null : value;
  return value.replace(/^sealed\./, '');
};

test('[T2] whatever an answer is, undeclared fields never leave and the declared ones do', async () => {
  await fc.assert(
    fc.asyncProperty(
      tree.chain(schema => fc.tuple(fc.constant(schema), answersOf(schema))),
      async ([schema, value]) => {
        const compiled = projection(schema);
        const full = await compiled.shown(value, patient, open);
        expect(JSON.stringify(full)).not.toContain('undeclared');
        if (!compiled.masks(patient)) expect(full).toEqual(picked(schema, value));
        expect(await compiled.shown(compiled.declared(value), patient, open)).toEqual(full);
      },
    ),
    { numRuns: 500 },
  );
});

test('[T2] whatever an answer is, those who only recognise a person never see a personal value', async () => {
  await fc.assert(
    fc.asyncProperty(
      tree.chain(schema => fc.tuple(fc.constant(schema), answersOf(schema))),
      async ([schema, value]) => {
        for (const role of maskedFor) {
          const seen = JSON.stringify(await projection(schema).shown(value, { id: 'x', role }, open));
          expect(seen).not.toMatch(/密[0-9a-f]{16}|undeclared|sealed\./);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test.each([...queries])(
  '[T2] %s answers its declared fields alone, masked for those who only recognise a person',
  async (_, query) => {
    const compiled = projection(query.result);
    await fc.assert(
      fc.asyncProperty(answersOf(query.result), async value => {
        const seen = JSON.stringify(await compiled.shown(value, operator, open));
        expect(seen).not.toMatch(/密[0-9a-f]{16}|undeclared|sealed\./);
      }),
      { numRuns: 20 },
    );
  },
);
