import { expect, test } from '@jest/globals';
import { capabilities } from './index.ts';
import { capability, eventSchemas, fen, id, kebab, sealed, text } from './language.ts';

test.each([
  ['held', 'held'],
  ['timedOut', 'timed-out'],
  ['visitPersonAdded', 'visit-person-added'],
])('%s is %s on the wire', (camel, wire) => {
  expect(kebab(camel)).toBe(wire);
});

const visit = capability('visit', {
  events: {
    begun: {
      visitId: id,
      patientId: id,
      fee: fen,
      note: sealed('patientId'),
      guardian: sealed('patientId').optional(),
    },
    leftEarly: { visitId: id },
  },
  about: { begun: { patient: 'patientId', visit: 'visitId' }, leftEarly: { visit: 'visitId' } },
  commands: {},
  refusals: [],
});

test('the events of a capability are known by their wire names, strictly', () => {
  const schemas = eventSchemas(visit);
  expect([...schemas.keys()]).toEqual(['visit.begun', 'visit.left-early']);
  const visitId = '0199a41f-18cb-710c-8e31-eb13409541be';
  expect(schemas.get('visit.left-early')?.safeParse({ visitId }).success).toBe(true);
  expect(schemas.get('visit.left-early')?.safeParse({ visitId, more: 1 }).success).toBe(false);
});

test('money is whole and never negative', () => {
  for (const wrong of [-1, 0.5, '1', Number.NaN, Number.MAX_SAFE_INTEGER + 1])
    expect(fen.safeParse(wrong).success).toBe(false);
  expect(fen.parse(0)).toBe(0);
});

test('typed text is trimmed, not empty, not too long, and cannot pose as sealed', () => {
  const short = text(5);
  expect(short.parse('  头晕 ')).toBe('头晕');
  for (const wrong of ['', '   ', '123456', 'sealed.1.a.b'.slice(0, 7), 5])
    expect(short.safeParse(wrong).success).toBe(false);
  for (const posing of ['sealed.1.0199a41f.AAAA', '  sealed.x', '\u00a0sealed.1'])
    expect(text(60).safeParse(posing).success).toBe(false);
});

test('every name on the wire is plain, and no event, command or capability has two of them', () => {
  const names = capabilities.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const one of capabilities) {
    for (const type of eventSchemas(one).keys()) expect(type).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z0-9]+)*$/);
    for (const word of [one.name, ...Object.keys(one.commands), ...one.refusals])
      expect(word).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(new Set(one.refusals).size).toBe(one.refusals.length);
  }
});
