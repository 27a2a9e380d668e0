/** One visit from the booking to its end, as its story goes; the same on every driver. */
import type { InputOf } from '@yunzhen/contracts/api/client';
import type { Business } from '@yunzhen/contracts/payment/bill';
import type { prescription } from '@yunzhen/contracts/prescription/prescription';
import type { record } from '@yunzhen/contracts/record/record';
import type { Actor } from '@yunzhen/contracts/roles';
import { type Complaint, complain } from './complaint.ts';
import * as consultations from './consultation.ts';
import * as conversations from './conversation.ts';
import * as dispensings from './dispensing.ts';
import { type Driver, there } from './driver.ts';
import * as payments from './payment.ts';
import * as prescriptions from './prescription.ts';
import * as ratings from './rating.ts';
import * as records from './record.ts';
import * as registrations from './registration.ts';

export interface Who {
  readonly patient: Actor;
  readonly visitPersonId: string;
  readonly doctor: Actor;
  readonly pharmacist: Actor;
  readonly operator: Actor;
}
export interface Story {
  readonly end: 'is-forgotten' | 'changes-mind' | 'cancels' | 'is-rejected' | 'is-treated';
  readonly chiefComplaint?: string;
  readonly consentVersion: string;
  /** Minutes in front of the doctor's door. */
  readonly waits: number;
  /** What patient and doctor write, in turns. */
  readonly talk: readonly (readonly [question: string, answer: string])[];
  readonly record: Parameters<typeof records.write>[2] & Pick<InputOf<typeof record, 'write'>, 'diagnoses'>;
  /** Null: nothing is prescribed. */
  readonly prescription: Prescribed | null;
  readonly rating: { readonly stars: number; readonly comment?: string } | null;
  readonly complaint: Complaint | null;
}
export interface Prescribed {
  readonly written: Omit<InputOf<typeof prescription, 'submit'>, 'consultationId' | 'diagnoses'>;
  /** Why the pharmacist does not pass it. */
  readonly failsFor?: string;
  readonly isPaid: boolean;
  readonly isFetched: boolean;
}

const minutes = (count: number): number => count * 60_000;

/** An order, and what is owed for it at the cashier. */
export const pay = async (driver: Driver, by: Actor, business: Business, subjectId: string): Promise<void> => {
  const paymentId = driver.idOf('payment', subjectId);
  await driver.send(payments.order(by, paymentId, business, subjectId));
  await driver.pay(by, paymentId);
};

const prescribe = async (driver: Driver, who: Who, registrationId: string, story: Story, prescribed: Prescribed) => {
  const { patient, doctor, pharmacist } = who;
  const { send, wait } = driver;
  const { written, failsFor, isPaid, isFetched } = prescribed;
  const { diagnoses } = story.record;
  const id = driver.idOf('prescription', registrationId);
  await send(prescriptions.submit(doctor, id, registrationId, { diagnoses, ...written }));
  await wait(minutes(2));
  await send(prescriptions.claim(pharmacist, id));
  await wait(minutes(2));
  if (failsFor !== undefined) return send(prescriptions.fail(pharmacist, id, failsFor));
  await send(prescriptions.pass(pharmacist, id));
  await wait(minutes(1));
  await send(prescriptions.publish(doctor, id));
  if (!isPaid) return;
  await wait(minutes(3));
  await pay(driver, patient, 'prescription', id);
  if (!isFetched) return;
  const code = await driver.until(dispensings.look, id, patient, ({ pickUpCode }) => pickUpCode ?? undefined);
  await wait(minutes(5));
  await send(dispensings.dispense(pharmacist, id, code));
};

const treat = async (driver: Driver, who: Who, id: string, story: Story): Promise<void> => {
  const { patient, doctor } = who;
  const { send, wait } = driver;
  await send(consultations.accept(doctor, id));
  await driver.until(conversations.look, id, doctor, there);
  for (const [index, [question, answer]] of story.talk.entries()) {
    await wait(minutes(1));
    await send(conversations.say(patient, id, driver.idOf(id, 'q', index), question));
    await wait(minutes(1));
    await send(conversations.say(doctor, id, driver.idOf(id, 'a', index), answer));
  }
  await wait(minutes(1));
  await send(records.write(doctor, id, story.record));
  await wait(minutes(1));
  await send(records.publish(doctor, id));
  if (story.prescription) await prescribe(driver, who, id, story, story.prescription);
  await wait(minutes(3));
  await send(consultations.complete(doctor, id));
  await driver.until(registrations.look, id, patient, ({ status }) => status === 'completed');
  await wait(minutes(20));
  if (story.rating) await send(ratings.rate(patient, id, story.rating.stars, story.rating.comment));
  if (story.complaint) await complain(driver, who, id, story.complaint);
};

/** @param id of the registration. Throws what says no, such as `sold-out` to the booking. */
export const visit = async (driver: Driver, who: Who, clinicSessionId: string, id: string, story: Story) => {
  const { patient, doctor, visitPersonId } = who;
  const { chiefComplaint, consentVersion, end } = story;
  const booking = { clinicSessionId, visitPersonId, consentVersion, ...(chiefComplaint && { chiefComplaint }) };
  await driver.send(registrations.book(patient, id, booking));
  if (end === 'is-forgotten') return;
  if (end === 'changes-mind') return driver.send(registrations.cancel(patient, id));
  await driver.wait(minutes(2));
  await pay(driver, patient, 'registration', id);
  await driver.until(consultations.look, id, patient, there);
  await driver.wait(minutes(story.waits));
  if (end === 'cancels') return driver.send(registrations.cancel(patient, id));
  if (end === 'is-rejected') return driver.send(consultations.reject(doctor, id, '根据资料建议先到线下门诊就诊。'));
  await treat(driver, who, id, story);
};
