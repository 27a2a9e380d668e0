import { expect, test } from '@jest/globals';
import { personal } from './personal.ts';

const id = (n: number) => `0190a000-0000-7000-8000-00000000000${n}`;
const [registrationId, clinicSessionId, patientId] = [id(1), id(2), id(3)];

test.each(['registration.failed', 'registration.timed-out', 'registration.cancelled'])(
  '[P10.6] the patient is told %s, as an id and nothing more',
  type => {
    const event = { registrationId, clinicSessionId, patientId, reason: '号源已满' };
    expect(personal.on[type]?.(event as never)).toEqual([{ to: `personal:#${patientId}`, data: { registrationId } }]);
  },
);

test('[P6.11] a hold whose booking never arrived is nobody’s', () =>
  expect(personal.on['registration.timed-out']?.({ registrationId, clinicSessionId } as never)).toEqual([]));
