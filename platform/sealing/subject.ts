/** Under whose key personal data is sealed. */
import type { SealedBy } from '@yunzhen/contracts/sealed';
import { v5 } from 'uuid';

const persons = '2f6c9b0e-6a1d-5c5e-9d3a-8b7f4e2c1d60';

/**
 * The key of a visit person: of the holder's and the person's id together. Clients choose person ids; one that chooses another's makes a
 * key of its own, and no key lies under an id that a client knows.
 */
export const visitPersonSubject = (patientId: string, visitPersonId: string): string =>
  v5(`${patientId}/${visitPersonId}`, persons);

/** @param data the object that names the owner */
export const subjectOf = (owner: SealedBy, data: Readonly<Record<string, unknown>>): string =>
  owner === 'visitPerson'
    ? visitPersonSubject(String(data.patientId), String(data.visitPersonId))
    : String(data[owner]);
