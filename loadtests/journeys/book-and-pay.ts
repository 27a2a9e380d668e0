/** P3, P6: a new patient signs in by WeChat, books a number and pays for it. */
import { sessionFor } from '../sessions.ts';
import { arrive, book, pay } from './booking.ts';
import type { Journey } from './journey.ts';

export const bookAndPay: Journey = ({ sessionIds }, pause) => {
  const patient = arrive();
  pause();
  const registrationId = book(patient, sessionFor(sessionIds));
  pause();
  pay(patient, registrationId);
  pause();
};
