import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { patients } from './patients.ts';

const at = '2026-01-05T08:00:00.000Z';

test('[P6.1] [P6.5] an account shows accepted consents and followed doctors, and nothing to sign in with', () =>
  spec(patients)
    .given(
      { type: 'patient.registered', data: { patientId: 'p', openid: 'sealed.1.p.x' } },
      { type: 'patient.consent-accepted', data: { patientId: 'p', version: '1.0', textHash: 'hash' } },
      ...['a', 'b'].map(doctorId => ({ type: 'patient.doctor-followed', data: { patientId: 'p', doctorId } })),
      { type: 'patient.doctor-unfollowed', data: { patientId: 'p', doctorId: 'a' } },
    )
    .then('p', {
      patientId: 'p',
      registeredAt: at,
      consents: [{ version: '1.0', acceptedAt: at }],
      followed: [{ doctorId: 'b', since: at }],
    }));
