import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { subjectOf, visitPersonSubject } from './subject.ts';

const pair = fc.record({ patientId: fc.uuid(), visitPersonId: fc.uuid() });

test('[T2] two patients never share a key, whatever ids they choose for their persons', () =>
  fc.assert(
    fc.property(pair, pair, (one, other) => {
      fc.pre(one.patientId !== other.patientId);
      const key = subjectOf('visitPerson', one);
      expect(subjectOf('visitPerson', other)).not.toBe(key);
      // The other's person, the other's account, the other's key.
      for (const chosen of [one.visitPersonId, one.patientId, key])
        expect(visitPersonSubject(other.patientId, chosen)).not.toBe(key);
    }),
  ));

test('[T2] no key of a person lies under an id that a client chose or knows', () =>
  fc.assert(
    fc.property(pair, ({ patientId, visitPersonId }) => {
      expect([patientId, visitPersonId]).not.toContain(visitPersonSubject(patientId, visitPersonId));
    }),
  ));
