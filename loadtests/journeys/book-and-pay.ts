/** P3, P6: a new patient signs in by WeChat, books a number and pays for it. */
import { pick } from '../chance.ts';
import { arrive, book, pay } from './booking.ts';
import type { Journey } from './journey.ts';

export const bookAndPay: Journey = ({ clinicSessionIds }, pause) => {
  const patient = arrive();
  pause();
  const registrationId = book(patient, pick(clinicSessionIds, 'there is no session to book in'));
  pause();
  pay(patient, registrationId);
  pause();
};
