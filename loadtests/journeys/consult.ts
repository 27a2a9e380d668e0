/** D3, R2: a booked patient is seen, talked to, gets a record and a reviewed prescription. */
import type { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import type { consultationQueries } from '@yunzhen/contracts/consultation/queries';
import type { conversationQueries } from '@yunzhen/contracts/conversation/queries';
import type { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import type { recordQueries } from '@yunzhen/contracts/record/queries';
import type { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { check } from 'k6';
import { newId, pick } from '../chance.ts';
import { ask, command, find, type Person } from '../hospital.ts';
import { until } from '../waiting.ts';
import { arrive, book, pay } from './booking.ts';
import type { Journey } from './journey.ts';

/** The two who talk; a consultation has the id of its registration. */
interface Talk {
  readonly consultationId: string;
  readonly patient: Person;
  readonly doctor: Person;
}

export const consult: Journey = ({ doctor, pharmacist, clinicSessionIds }, pause) => {
  const clinicSessionId = pick(clinicSessionIds, 'there is no session to book in');
  const patient = arrive();
  const consultationId = book(patient, clinicSessionId);
  pay(patient, consultationId);
  const talk = { consultationId, patient, doctor };
  accept(talk, clinicSessionId);
  pause();
  say(talk.doctor, talk.patient, consultationId, '您好，最近有头晕吗？');
  pause();
  say(talk.patient, talk.doctor, consultationId, '偶尔早上起来有点晕，坐一会儿就好。');
  pause();
  const prescriptionId = prescribe(talk);
  pause();
  review(pharmacist, prescriptionId);
  finish(talk, prescriptionId);
};

const accept = ({ consultationId, patient, doctor }: Talk, clinicSessionId: string): void => {
  const visitOf = { registrationId: consultationId };
  until('waiting', () => {
    const visit = ask<typeof registrationQueries.visit>(patient, '/registrations/:registrationId/visit', visitOf);
    return visit.consultation;
  });
  ask<typeof consultationQueries.queue>(doctor, '/queues/:clinicSessionId', { clinicSessionId });
  const after = command(doctor, 'consultation', consultationId, 'accept', { eligible: true });
  // Sessions of the load lie days ahead: treating, and with it the history, begins with acceptance.
  ask<typeof recordQueries.history>(doctor, '/consultations/:consultationId/history', { consultationId, after });
  const opened = { conversationId: consultationId };
  until('opened', () =>
    find<typeof conversationQueries.conversation>(doctor, '/conversations/:conversationId', opened),
  );
};

const say = (from: Person, to: Person, conversationId: string, text: string): void => {
  const messageId = newId();
  const after = command(from, 'conversation', conversationId, 'send', { messageId, kind: 'text', text });
  const path = '/conversations/:conversationId/messages';
  const { rows } = ask<typeof conversationQueries.messages>(to, path, { conversationId, after });
  check(rows, {
    'the other side reads it': read => read.some(row => row.messageId === messageId && row.text === text),
  });
};

/** Record and prescription, both with what the type-ahead finds. */
const prescribe = ({ consultationId, doctor }: Talk): string => {
  const found = ask<typeof catalogueQueries.diagnoses>(doctor, '/diagnoses', { q: 'yfxgxy' });
  const { code, name, system } = pick(found, 'there is no such diagnosis');
  const diagnoses = [{ code, name, system }];
  command(doctor, 'record', consultationId, 'write', {
    diagnoses,
    chiefComplaint: '血压控制不稳，晨起偏高。',
    presentIllness: '规律服药，晨起血压 150/95 mmHg，偶有头晕，休息后缓解。',
    pastHistory: '高血压病史六年，否认药物过敏。',
    advice: '低盐饮食，每日早晚测压并记录，两周后复诊。',
  });
  const { drugId } = pick(
    ask<typeof catalogueQueries.drugs>(doctor, '/drugs', { q: 'bhsal' }),
    'there is no such drug',
  );
  const prescriptionId = newId();
  const after = command(doctor, 'prescription', prescriptionId, 'submit', {
    consultationId,
    diagnoses,
    lines: [{ drugId, dose: { value: 5, unit: 'mg' }, frequency: 'qd', route: '1', days: 7, quantity: 1 }],
  });
  const path = '/prescriptions/:prescriptionId';
  const { status } = ask<typeof prescriptionQueries.prescription>(doctor, path, { prescriptionId, after });
  check(status, { 'the prescription is submitted': now => now === 'submitted' });
  return prescriptionId;
};

const review = (pharmacist: Person, prescriptionId: string): void => {
  ask<typeof prescriptionQueries.reviewList>(pharmacist, '/prescription-reviews', {});
  const after = command(pharmacist, 'prescription', prescriptionId, 'claim', {});
  const path = '/prescriptions/:prescriptionId';
  ask<typeof prescriptionQueries.prescription>(pharmacist, path, { prescriptionId, after });
  command(pharmacist, 'prescription', prescriptionId, 'pass', {});
};

const finish = ({ consultationId, patient, doctor }: Talk, prescriptionId: string): void => {
  command(doctor, 'record', consultationId, 'publish', {});
  command(doctor, 'prescription', prescriptionId, 'publish', {});
  const after = command(doctor, 'consultation', consultationId, 'complete', {});
  const visitOf = { registrationId: consultationId, after };
  const visit = ask<typeof registrationQueries.visit>(patient, '/registrations/:registrationId/visit', visitOf);
  check(visit, {
    'the visit is complete': ({ consultation, record, prescriptions }) =>
      consultation?.status === 'completed' && record !== null && prescriptions[0]?.status === 'published',
  });
};
