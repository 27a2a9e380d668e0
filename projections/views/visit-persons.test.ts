import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { visitPersons } from './visit-persons.ts';

const person = {
  ...{ patientId: 'p', visitPersonId: 'v', relation: 'child', name: 'sealed.1.v.a', idNumber: 'sealed.1.v.b' },
  ...{ phone: 'sealed.1.v.c', birthDate: 'sealed.1.v.d', gender: 'female', lookup: ['x'] },
};
const added = { type: 'patient.visit-person-added', data: { ...person, idNumberIndex: 'index' } };
const row = { ...person, guardianName: null, addedAt: '2026-01-05T08:00:00.000Z', removed: false };
const { given } = spec(visitPersons);

test('[P3] a visit person is kept sealed, without the index of the number, and stays known once removed', () => {
  given(added).then('p/v', row);
  given(added, { type: 'patient.visit-person-removed', data: { patientId: 'p', visitPersonId: 'v' } }).then('p/v', {
    ...row,
    removed: true,
  });
});

test('[P3] another account that uses the same id has a person of its own', () =>
  given(added, { ...added, data: { ...added.data, patientId: 'q', name: 'sealed.1.v.z' } }).then('p/v', row));
