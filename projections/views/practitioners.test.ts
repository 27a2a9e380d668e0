import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { practitioners } from './practitioners.ts';

const { given } = spec(practitioners);
const hiredAs = {
  ...{ practitionerId: 'p', kind: 'doctor', name: '单大夫', gender: 'female', title: 'chief', departmentId: 'd' },
  practisingSince: '2001-07-01',
  licence: { number: '110', issuedBy: '卫健委', issuedOn: '2001-07-01', scope: '内科' },
  introduction: '从医二十年',
  specialities: ['高血压'],
};
const hired = { type: 'practitioner.hired', data: hiredAs };
const row = {
  ...{ ...hiredAs, photo: null, initials: 'sdf', spelling: 'shandafu', specialityInitials: ['gxy'], active: true },
  ...{ onlineClinic: true, healthConsultation: false },
  ...{ ratings: 0, stars: 0, followers: 0, completed: 0 },
};

test('[P6.3] a doctor is shown with the last profile and the services that are on', () => {
  const profile = { introduction: '擅长冠心病', specialities: ['冠心病'], photo: 'photo' };
  given(
    hired,
    { type: 'practitioner.profile-changed', data: { practitionerId: 'p', ...profile } },
    { type: 'practitioner.service-switched', data: { practitionerId: 'p', service: 'online-clinic', on: false } },
    { type: 'practitioner.service-switched', data: { practitionerId: 'p', service: 'health-consultation', on: true } },
  ).then('p', { ...row, ...profile, specialityInitials: ['gxb'], onlineClinic: false, healthConsultation: true });
  const retired = { type: 'practitioner.retired', data: { practitionerId: 'p' } };
  given(hired, retired).then('p', { ...row, active: false });
  given(hired, retired, { type: 'practitioner.rehired', data: { practitionerId: 'p' } }).then('p', row);
});

test('[P10.4] ratings count until they are hidden; followers come and go', () => {
  const rated = (stars: number) => ({ type: 'rating.rated', data: { doctorId: 'p', stars } });
  given(
    hired,
    ...[rated(5), rated(1)],
    { type: 'rating.hidden', data: { doctorId: 'p', stars: 1 } },
    { type: 'consultation.completed', data: { doctorId: 'p' } },
    ...['a', 'b'].map(patientId => ({ type: 'patient.doctor-followed', data: { patientId, doctorId: 'p' } })),
    { type: 'patient.doctor-unfollowed', data: { patientId: 'a', doctorId: 'p' } },
  ).then('p', { ...row, ratings: 1, stars: 5, completed: 1, followers: 1 });
});
