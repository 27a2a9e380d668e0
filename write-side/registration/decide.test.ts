import { test } from '@jest/globals';
import type { RegistrationEvent } from '@yunzhen/contracts/registration/registration';
import { spec } from '../spec.ts';
import { idOf, now, system } from '../testing/harness.ts';
import { type Command, decider } from './decide.ts';

const { given } = spec(decider);
const [id, clinicSessionId, doctorId, departmentId, patientId, visitPersonId] = [1, 2, 3, 4, 5, 6].map(idOf) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const [payment, another] = [idOf(11), idOf(12)];
const fee = 2_500;
const holdUntil = '2026-03-02T01:15:00.000Z';
const place = {
  clinicSessionId,
  doctorId,
  departmentId,
  patientId,
  visitPersonId,
  number: 3,
  startsAt: '2026-03-02T02:00:00.000Z',
};
const asked = { id, now, by: system };

const held: RegistrationEvent = {
  type: 'registration.held',
  data: {
    registrationId: id,
    ...place,
    fee,
    holdUntil,
    consentVersion: '1.0',
    chiefComplaintForm: 'adult',
    chiefComplaint: '复诊开药',
    attachments: [],
  },
};
const paid: RegistrationEvent = {
  type: 'registration.paid',
  data: { registrationId: id, ...place, paymentId: payment, amount: fee },
};
const declined = (
  paymentId: string,
  cause: 'late' | 'duplicate' | 'amount-differs',
  amount = fee,
): RegistrationEvent => ({
  type: 'registration.payment-declined',
  data: { registrationId: id, paymentId, amount, cause },
});
const booked: RegistrationEvent = {
  type: 'registration.booked',
  data: { registrationId: id, ...place, hisNumber: 'H0001' },
};
const failed: RegistrationEvent = {
  type: 'registration.failed',
  data: { registrationId: id, clinicSessionId, patientId, paymentId: payment, amount: fee, reason: '号源已满' },
};
const timedOut: RegistrationEvent = {
  type: 'registration.timed-out',
  data: { registrationId: id, clinicSessionId, patientId },
};
const neverArrived: RegistrationEvent = {
  type: 'registration.timed-out',
  data: { registrationId: id, clinicSessionId },
};
const cancelled = (by: 'patient' | 'doctor' | 'hospital', money = {}): RegistrationEvent => ({
  type: 'registration.cancelled',
  data: { registrationId: id, clinicSessionId, patientId, by, reason: '有事', ...money },
});
const money = { paymentId: payment, amount: fee };
const completed: RegistrationEvent = {
  type: 'registration.completed',
  data: { registrationId: id, doctorId, departmentId, patientId, ...money },
};

const ends: Record<string, RegistrationEvent[]> = {
  'timed out': [held, timedOut],
  failed: [held, paid, failed],
  cancelled: [held, paid, booked, cancelled('patient', money)],
  completed: [held, paid, booked, completed],
};

const book = {
  type: 'book' as const,
  ...asked,
  clinicSessionId,
  visitPersonId,
  chiefComplaint: '复诊开药',
  attachments: [],
  consentVersion: '1.0',
  place,
  fee,
  holdUntil,
  chiefComplaintForm: 'adult' as const,
} satisfies Command;
const pay = { type: 'confirm-payment', ...asked, paymentId: payment, amount: fee } as const;
const confirm = { type: 'confirm-his', ...asked, hisNumber: 'H0001' } as const;
const fail = { type: 'fail', ...asked, reason: '号源已满' } as const;
const timeOut = { type: 'time-out', ...asked, clinicSessionId } as const;
const cancel = { type: 'cancel', ...asked, reason: '有事', withdrawn: false } as const;
const cancelByHospital = { ...cancel, type: 'cancel-by-hospital', side: 'hospital' } as const;
const complete = { type: 'complete', ...asked } as const;

test('[P6.6] a booking holds its number until it is paid', () => given().when(book).then(held));
test('[P6.8] a guardian and pictures stand in the booking', () => {
  const attachments = [idOf(31)];
  given()
    .when({ ...book, chiefComplaintForm: 'under-six', guardianName: '李妈妈', attachments })
    .then({
      ...held,
      data: { ...held.data, chiefComplaintForm: 'under-six', guardianName: '李妈妈', attachments },
    } as RegistrationEvent);
});
test('[P6.8] under six nothing is booked without a guardian', () =>
  given()
    .when({ ...book, chiefComplaintForm: 'under-six' })
    .thenRefused('guardian-required'));
test('[P6.8] a minor of six is booked without a guardian', () =>
  given()
    .when({ ...book, chiefComplaintForm: 'minor' })
    .then({ ...held, data: { ...held.data, chiefComplaintForm: 'minor' } } as RegistrationEvent));
test('[P6.11] a booking that comes after its hold is refused', () =>
  given()
    .when({ ...book, now: holdUntil })
    .thenRefused('hold-expired'));
test('[P6.11] what timed out is not booked under the same id', () =>
  given(neverArrived).when(book).thenRefused('hold-expired'));
test('[P6.6] a registration is booked once', () => given(held).when(book).thenRefused('registration-exists'));

test('[P6.9] a payment in time is taken', () => given(held).when(pay).then(paid));
test('[P6.9] a payment between the end of the hold and its time-out is taken: the number is still there', () =>
  given(held)
    .when({ ...pay, now: '2026-03-02T01:15:01.000Z' })
    .then(paid));
test.each([[[held, paid]], [[held, paid, booked]], [ends.cancelled ?? []], [ends.failed ?? []]])(
  '[P6.9] a payment is taken once',
  past =>
    given(...past)
      .when(pay)
      .thenNothing(),
);
test('[P6.11] money that comes after the time-out goes back', () =>
  given(held, timedOut).when(pay).then(declined(payment, 'late')));
test('[P6.12] money that comes after an unpaid cancellation goes back', () =>
  given(held, cancelled('patient')).when(pay).then(declined(payment, 'late')));
test('[P6.11] money for a hold whose booking never arrived goes back', () =>
  given(neverArrived).when(pay).then(declined(payment, 'late')));
test.each([
  [[held, paid]],
  [[held, paid, booked]],
  [ends.cancelled ?? []],
  [ends.failed ?? []],
  [ends.completed ?? []],
])('[P6.9] a second payment goes back', past =>
  given(...past)
    .when({ ...pay, paymentId: another })
    .then(declined(another, 'duplicate')),
);
test('[P6.9] another amount goes back', () =>
  given(held)
    .when({ ...pay, amount: 1 })
    .then(declined(payment, 'amount-differs', 1)));
test('[P6.9] what goes back goes back once, and is never taken after all', () =>
  given(held, declined(payment, 'amount-differs', 1))
    .when(pay)
    .thenNothing());
test('[P6.9] another payment is taken after one that went back', () =>
  given(held, declined(another, 'amount-differs', 1))
    .when(pay)
    .then(paid));
test('[P6.9] money for an unknown registration is refused', () =>
  given().when(pay).thenRefused('unknown-registration'));

test('[P6.6] what HIS took is booked', () => given(held, paid).when(confirm).then(booked));
test('[P6.6] HIS confirms once', () => given(held, paid, booked).when(confirm).thenNothing());
test.each([[[]], [[held]], ...Object.values(ends).map(past => [past])])(
  '[P6.6] HIS confirms nothing that is not paid',
  (past: RegistrationEvent[]) =>
    given(...past)
      .when(confirm)
      .thenNothing(),
);
test('[P6.6] what HIS refused has failed, with the money to give back', () =>
  given(held, paid).when(fail).then(failed));
test.each([[[]], [[held]], [[held, paid, booked]], ...Object.values(ends).map(past => [past])])(
  '[P6.6] only what is paid can fail',
  (past: RegistrationEvent[]) =>
    given(...past)
      .when(fail)
      .thenNothing(),
);

test('[P6.11] an unpaid hold ends by itself', () => given(held).when(timeOut).then(timedOut));
test('[P6.11] so does a hold whose booking never arrived', () => given().when(timeOut).then(neverArrived));
test.each([[[held, paid]], [[held, paid, booked]], ...Object.values(ends).map(past => [past])])(
  '[P6.11] nothing else times out',
  (past: RegistrationEvent[]) =>
    given(...past)
      .when(timeOut)
      .thenNothing(),
);

test('[P6.12] a held number is cancelled without money', () => given(held).when(cancel).then(cancelled('patient')));
test('[P6.12] a booked one is cancelled with its money once the consultation let the patient go', () =>
  given(held, paid, booked)
    .when({ ...cancel, withdrawn: true })
    .then(cancelled('patient', money)));
test('[P9] booked while the cancellation was on its way, it is not cancelled past the doctor', () =>
  given(held, paid, booked).when(cancel).thenRefused('being-confirmed'));
test('[P6.12] nothing is cancelled while HIS is asked', () =>
  given(held, paid).when(cancel).thenRefused('being-confirmed'));
test('[P6.12] what is cancelled is cancelled once', () =>
  given(...(ends.cancelled ?? []))
    .when(cancel)
    .thenNothing());
test.each(['timed out', 'failed', 'completed'])('[P6.12] what is %s cannot be cancelled', end =>
  given(...(ends[end] ?? []))
    .when(cancel)
    .thenRefused('not-cancellable'),
);
test('[P6.12] an unknown registration cannot be cancelled', () =>
  given().when(cancel).thenRefused('unknown-registration'));

test('[O1.1] the hospital cancels what is held', () => given(held).when(cancelByHospital).then(cancelled('hospital')));
test('[D3.3] the money of what the doctor gave up goes back', () =>
  given(held, paid, booked)
    .when({ ...cancelByHospital, side: 'doctor', withdrawn: true })
    .then(cancelled('doctor', money)));
test('[O1.1] [D3.3] booked while the hospital’s cancellation was on its way, it is not cancelled past the doctor', () =>
  given(held, paid, booked).when(cancelByHospital).thenRefused('being-confirmed'));
test('[O1.1] while HIS is asked the hospital cancels nothing', () =>
  given(held, paid).when(cancelByHospital).thenRefused('being-confirmed'));
test('[O1.1] the hospital cancels once', () =>
  given(...(ends.cancelled ?? []))
    .when(cancelByHospital)
    .thenNothing());

test('[D3.1] a booked registration is completed', () => given(held, paid, booked).when(complete).then(completed));
test.each([[[]], [[held]], [[held, paid]], ...Object.values(ends).map(past => [past])])(
  '[D3.1] nothing else is completed',
  (past: RegistrationEvent[]) =>
    given(...past)
      .when(complete)
      .thenNothing(),
);
