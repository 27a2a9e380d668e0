/** Patients: the persons they book for, and what they agree to. */
import type { InputOf } from '@yunzhen/contracts/api/client';
import type { patient as contract } from '@yunzhen/contracts/patient/patient';
import type { Actor } from '@yunzhen/contracts/roles';
import { type Behaviour, detour, each } from './behaviour.ts';
import { patient, wanting } from './intent.ts';

const want = wanting<typeof contract>('patient');

export const addPerson = (by: Actor, person: InputOf<typeof contract, 'add-visit-person'>) =>
  want(by, by.id, 'add-visit-person', person);
export const removePerson = (by: Actor, visitPersonId: string) =>
  want(by, by.id, 'remove-visit-person', { visitPersonId });
export const acceptConsent = (by: Actor, version: string) => want(by, by.id, 'accept-consent', { version });

const hasPersons = ({ visitPersons }: { readonly visitPersons: object }) => Object.keys(visitPersons).length > 0;

export const behaviours: readonly Behaviour[] = [
  // Their registrations are theirs all the same.
  detour(
    0.2,
    each('patient', hasPersons, (id, _, { personOf }) => removePerson(patient(id), personOf(id).visitPersonId)),
  ),
  detour(
    3,
    each(
      'patient',
      state => !hasPersons(state),
      (id, _, { personOf }) => addPerson(patient(id), personOf(id)),
    ),
  ),
];
