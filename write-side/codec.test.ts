import { expect, test } from '@jest/globals';
import { capability, id, type Sealed, sealed } from '@yunzhen/contracts/language';
import { visitPersonSubject } from '@yunzhen/platform/sealing/subject';
import { z } from 'zod';
import { codec } from './codec.ts';
import { idOf } from './testing/harness.ts';

const note = capability('note', {
  events: {
    taken: {
      noteId: id,
      patientId: id,
      accountId: id,
      visitPersonId: id,
      words: sealed('patientId'),
      phone: sealed('accountId').optional(),
      name: sealed('visitPerson').optional(),
      stars: z.int().min(1).max(5),
      address: sealed('patientId', z.object({ lines: z.array(z.string()) })).optional(),
      relatives: z.array(z.object({ patientId: id, age: sealed('patientId', z.int()) })).optional(),
    },
  },
  about: { taken: { patient: 'patientId', visitPerson: 'visitPersonId', account: 'accountId' } },
  commands: {},
  refusals: [],
});
const [noteId, patientId, accountId, visitPersonId] = [idOf(1), idOf(2), idOf(3), idOf(4)];
const data = { noteId, patientId, accountId, visitPersonId, words: '头痛三天', stars: 5 };

const person = visitPersonSubject(patientId, visitPersonId);
const seals: unknown[][] = [];
const encode = codec(note, async <T>(subject: string, value: T) => {
  seals.push([subject, value]);
  return `sealed for ${subject}` as unknown as Sealed<T>;
});

test('[T2] personal data is sealed for the person that its field names, all else stays', async () => {
  seals.length = 0;
  expect(await encode({ type: 'note.taken', data: { ...data, phone: '13800000000', name: '李' } })).toEqual({
    type: 'note.taken',
    data: {
      ...data,
      words: `sealed for ${patientId}`,
      phone: `sealed for ${accountId}`,
      name: `sealed for ${person}`,
    },
  });
  expect(seals).toEqual([
    [patientId, '头痛三天'],
    [accountId, '13800000000'],
    [person, '李'],
  ]);
});
test('[T2] an object is sealed as one value, and what stands deeper under whom it is about', async () => {
  seals.length = 0;
  const [one, other] = [idOf(5), idOf(6)];
  const relatives = [one, other].map((relative, age) => ({ patientId: relative, age }));
  const address = { lines: ['天津', '南开区'] };
  const encoded = await encode({ type: 'note.taken', data: { ...data, address, relatives } });
  expect(encoded.data).toEqual({
    ...data,
    words: `sealed for ${patientId}`,
    address: `sealed for ${patientId}`,
    relatives: [one, other].map(relative => ({ patientId: relative, age: `sealed for ${relative}` })),
  });
  expect(seals).toEqual([
    [patientId, '头痛三天'],
    [patientId, address],
    [one, 0],
    [other, 1],
  ]);
  expect(relatives[0]?.age).toBe(0);
  const broken = encode({ type: 'note.taken', data: { ...data, address: { lines: '天津' } } });
  await expect(broken).rejects.toThrow('note.taken breaks its contract: address.lines invalid_type');
});
test('[T2] what is not there is not sealed', async () => {
  seals.length = 0;
  expect((await encode({ type: 'note.taken', data })).data).not.toHaveProperty('phone');
  expect(seals).toEqual([[patientId, '头痛三天']]);
});
test('[T2] the decided event keeps its words: only what is stored is sealed', async () => {
  const event = { type: 'note.taken', data: { ...data } };
  await encode(event);
  expect(event.data).toEqual(data);
});
test('[T2] nothing is stored when it cannot be sealed', async () => {
  const broken = codec(note, () => Promise.reject(new Error('no key')));
  await expect(broken({ type: 'note.taken', data })).rejects.toThrow('no key');
});
test.each([
  ['a field too many', { ...data, more: '多余' }],
  ['a field too few', { ...data, stars: undefined }],
  ['a value out of range', { ...data, stars: 6 }],
  ['an id that is none', { ...data, noteId: '张三' }],
])('[T2] %s breaks the contract, and the message repeats no value', async (_, broken) => {
  const failure = encode({ type: 'note.taken', data: broken as Record<string, unknown> });
  await expect(failure).rejects.toThrow(TypeError);
  await expect(failure).rejects.toThrow(/^note\.taken breaks its contract: /);
  await expect(failure).rejects.not.toThrow(/头痛|张三|多余/);
});
test('[T2] an event of another capability is refused', () =>
  expect(encode({ type: 'note.lost', data })).rejects.toThrow('note has no event note.lost'));
