import { treatsChildren } from '@yunzhen/contracts/catalogue/subjects';
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { consultation as consultationContract } from '@yunzhen/contracts/consultation/consultation';
import { ageOn } from '@yunzhen/contracts/patient/id-number';
import { patient as patientContract } from '@yunzhen/contracts/patient/patient';
import { type cancelledBy, registration as contract } from '@yunzhen/contracts/registration/registration';
import { clinicSession as clinicSessionContract } from '@yunzhen/contracts/schedule/clinic-session';
import { Refusal, refuse } from '@yunzhen/platform/refusal';
import { visitPersonSubject } from '@yunzhen/platform/sealing/subject';
import { consultation } from '../consultation/consultation.ts';
import { type Ask, feature } from '../feature.ts';
import { currentVersion } from '../patient/consent.ts';
import { patient } from '../patient/patient.ts';
import { clinicSession } from '../schedule/clinic-session.ts';
import { offered } from '../schedule/offered.ts';
import { checkGuardian, decider, type Leaving, type Registration } from './decide.ts';

const formOf = (age: number) => (age < 6 ? 'under-six' : age < 18 ? 'minor' : 'adult');

/** P9: once it waits in the queue, the consultation's stream decides whether the doctor or who cancels came first. */
const leave = async (
  { id, side, reason }: { id: string; side: (typeof cancelledBy)[number]; reason: string },
  ask: Ask,
  { status }: Registration,
): Promise<Leaving> => {
  if (status !== 'booked') return { withdrawn: false };
  // HIS has just taken it: it cannot leave a queue that it has not joined.
  if ((await ask.state(consultation, id)).status === 'none') return refuse('being-confirmed');
  await ask.send(consultationContract, id, 'withdraw', { side, reason });
  return { withdrawn: true };
};

/**
 * Doctor, clinic and department are there, and treat children when it is one. Answers when the session ends; null for one that is not
 * known, which says so itself.
 */
const checkOffered = async (
  ask: Ask,
  clinicSessionId: string,
  form: ReturnType<typeof formOf>,
): Promise<string | null> => {
  const where = await ask.state(clinicSession, clinicSessionId);
  if (where.status === 'none') return null;
  const clinic = await offered(ask, where);
  if (!clinic) return refuse('clinic-off');
  if (form === 'under-six' && !treatsChildren(clinic.subjectCode)) return refuse('paediatrics-required');
  return where.endsAt;
};

/** P6.6: a booking takes its number first, because only the session's stream can say whether one is left. */
export const registration = feature(contract, decider, {
  book: async ({ id, clinicSessionId, visitPersonId, guardianName, attachments, consentVersion, now, by }, ask) => {
    const holder = await ask.state(patient, by.id);
    const person = holder.visitPersons[visitPersonId];
    if (!person) return refuse('unknown-visit-person');
    if (consentVersion !== currentVersion || !holder.consents.includes(consentVersion))
      return refuse('consent-required');
    const birthDate = await ask.open(person.birthDate);
    if (!birthDate) return refuse('unknown-visit-person');
    const chiefComplaintForm = formOf(ageOn(birthDate, chinaDayOf(now)));
    // Before a number is taken: one held for a booking that is refused would be lost to everybody until its time is over.
    const childName = holder.known[visitPersonId]?.name;
    checkGuardian(chiefComplaintForm, guardianName, childName && (await ask.open(childName)));
    const endsAt = await checkOffered(ask, clinicSessionId, chiefComplaintForm);
    await ask.attach(
      attachments,
      { purpose: 'registration', id, about: visitPersonSubject(by.id, visitPersonId) },
      by.id,
    );
    const quarter = new Date(Date.parse(now) + ask.settings.holdMinutes * 60_000).toISOString();
    // Nobody pays for a session that is over by then.
    const holdUntil = endsAt !== null && endsAt > now && endsAt < quarter ? endsAt : quarter;
    // Numbers that one account holds and does not pay are lost to everybody.
    await ask.send(patientContract, by.id, 'begin-hold', { registrationId: id, visitPersonId, until: holdUntil });
    try {
      const hold = { registrationId: id, patientId: by.id, visitPersonId, holdUntil };
      await ask.send(clinicSessionContract, clinicSessionId, 'hold-number', hold);
    } catch (error) {
      if (error instanceof Refusal) await ask.send(patientContract, by.id, 'end-hold', { registrationId: id });
      throw error;
    }
    const { claims, doctorId, departmentId, startsAt, fee } = await ask.state(clinicSession, clinicSessionId);
    const claim = claims[id];
    if (!claim) return refuse('hold-expired');
    const place = {
      clinicSessionId,
      doctorId,
      departmentId,
      patientId: by.id,
      visitPersonId,
      number: claim.number,
      startsAt,
    };
    return { place, fee, holdUntil: claim.holdUntil, chiefComplaintForm };
  },
  cancel: (command, ask, state) => leave({ ...command, side: 'patient' }, ask, state),
  'cancel-by-hospital': leave,
});
