import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { type About, partiesOf, toldOf } from './about.ts';
import { capabilities } from './index.ts';
import { aboutEvents, eventSchemas, streamIdField } from './language.ts';
import { ownerFields, sealedFields } from './sealed.ts';
import { currentFixtures } from './testing/fixtures.ts';

const events = capabilities.flatMap(one => {
  const about = aboutEvents(one);
  return [...eventSchemas(one)].map(([type, { shape }]) => ({ type, of: one, shape, about: about.get(type) as About }));
});
/** Names of fields that always name a person. */
const persons = /^(patient|visitPerson|doctor|pharmacist|practitioner|account|operator|staff)Id$/;

test.each(events)('$type says of each person that its fields name who it is', ({ shape, about }) => {
  const named = Object.values(partiesOf(about));
  expect(Object.keys(shape).filter(field => persons.test(field) && !named.includes(field))).toEqual([]);
});

test.each(events)('what $type is about stands in ids of its own', ({ type, shape, about }) => {
  const id = currentFixtures().get('registration.held')?.registrationId;
  for (const field of [...Object.values(partiesOf(about)), about.visit])
    if (field) expect([type, field, shape[field]?.safeParse(id).success]).toEqual([type, field, true]);
});

test.each(events)('a visit person that $type names is named together with the holder', ({ about }) => {
  expect(!about.visitPerson || about.patient).toBeTruthy();
});

test.each(events)('$type seals for those it is about: who is erased loses all of it', ({ type, shape, about }) => {
  const owners = {
    patientId: [about.patient],
    accountId: [about.account],
    // Of whatever stream it is about.
    subjectId: ['subjectId'],
    visitPerson: [about.patient, about.visitPerson],
  };
  for (const [field, owner] of sealedFields(shape))
    expect([type, field, owners[owner]]).toEqual([type, field, ownerFields[owner]]);
});

test.each(events)('[P10.6] whom $type tells it names, and it names its stream for them', ({ of, shape, about }) => {
  for (const party of about.tells ?? []) expect(about[party]).toBeDefined();
  if (about.tells) expect(shape[streamIdField(of)]).toBeInstanceOf(z.ZodType);
});

test.each(events)('$type is looked up by what it seals, and has the indexes of it', ({ shape, about }) => {
  const sealed = sealedFields(shape);
  const fields = Object.keys(about.lookup ?? {});
  expect(fields.filter(field => !sealed.has(field))).toEqual([]);
  expect(shape.lookup instanceof z.ZodArray).toBe(fields.length > 0);
  expect(sealed.has('lookup')).toBe(false);
});

test('each is told once, and a party that is not named this time is not told', () => {
  const about = { patient: 'patientId', doctor: 'doctorId', staff: 'by', tells: ['patient', 'doctor'] } as const;
  expect(toldOf(about, { patientId: 'one', doctorId: 'two', by: 'three' })).toEqual(['one', 'two']);
  expect(toldOf(about, { patientId: 'one', doctorId: 'one' })).toEqual(['one']);
  expect(toldOf(about, { doctorId: 'two' })).toEqual(['two']);
  expect(toldOf({ patient: 'patientId' }, { patientId: 'one' })).toEqual([]);
});
