/** Four weeks of visits, lived through commands: most go well, some end early, as in any hospital. */
import { currentConsent } from '@yunzhen/contracts/patient/consent';
import type { Actor } from '@yunzhen/contracts/roles';
import type { Sealed } from '@yunzhen/contracts/sealed';
import { lineAmount } from '@yunzhen/contracts/unit-price';
import type { EventStore } from '@yunzhen/platform/eventstore';
import type { Servers } from '@yunzhen/platform/servers';
import { lineIdOf, refundIdOf } from '@yunzhen/write-side/payment/ids';
import { departmentIdOf, drugIdOf, pharmacistIds } from './catalogue.ts';
import { complain } from './complaints.ts';
import { type Case, cases } from './data/cases.ts';
import { diagnoses } from './data/diagnoses.ts';
import { drugs } from './data/drugs.ts';
import { type Chance, chance, type Give, idOf, inParallel, minutes, plus, system } from './demo.ts';
import type { DemoPatient } from './people.ts';
import { type DemoSession, sessionsOf } from './sessions.ts';

/** What a department's patients come with. */
const casesOf = new Map(Object.entries(cases).map(([key, list]) => [departmentIdOf(key), list]));

const questions = [
  '医生您好，我最近的情况和上次差不多。',
  '药一直按时吃的，没有漏服。',
  '偶尔会有点头晕，休息后缓解。',
  '好的，我会注意饮食的。',
];
const answers = [
  '您好，我看了您上传的资料。',
  '目前指标控制得还可以，继续原方案。',
  '注意低盐饮食，每天监测并记录。',
  '两周后复查，有不适及时到线下就诊。',
];
const comments = [
  '医生很耐心，解释得很清楚。',
  '回复及时，开药方便。',
  '谢谢医生，好多了。',
  '整体不错，等待时间稍长。',
];

export const registerPatients = (give: Give, patients: readonly DemoPatient[], at: Date): Promise<void> =>
  inParallel(patients, 32, async ({ openid, patientId, visitPersonId, name, idNumber, phone }) => {
    await give('patient', patientId, 'register', { openid }, system, at);
    const by: Actor = { id: patientId, role: 'patient' };
    await give(
      'patient',
      patientId,
      'add-visit-person',
      { visitPersonId, relation: 'self', name, idNumber, phone },
      by,
      at,
    );
    await give('patient', patientId, 'accept-consent', { version: currentConsent.version }, by, at);
  });

interface Planned {
  readonly session: DemoSession;
  readonly patient: DemoPatient;
  readonly at: Date;
  readonly luck: Chance;
}

/** Which visits took place on a day: the same ones on every machine. */
export const plan = (patients: readonly DemoPatient[], day: string, until: Date): Planned[] =>
  sessionsOf(day).flatMap(session => {
    const luck = chance(Number.parseInt(session.id.slice(0, 8), 16));
    const first = luck.below(patients.length);
    return Array.from({ length: luck.below(3) }, (_, index) => {
      const patient = patients[(first + index * 7) % patients.length] as DemoPatient;
      const at = plus(session.startsAt, minutes(10 + index * 40 + luck.below(30)));
      return { session, patient, at, luck: chance(Number.parseInt(session.id.slice(9, 13), 16) + index) };
    }).filter(({ at }) => at < until);
  });

export const liveVisit = async (
  give: Give,
  { store, sealing }: Pick<Servers, 'store' | 'sealing'>,
  { session, patient, at, luck }: Planned,
): Promise<void> => {
  const { doctor } = session;
  const by = {
    patient: { id: patient.patientId, role: 'patient' } as Actor,
    doctor: { id: doctor.id, role: 'doctor' } as Actor,
  };
  const registrationId = idOf('registration', session.id, patient.patientId);
  const as = {
    patient: (capability: string, id: string, command: string, input: object, later: number) =>
      give(capability, id, command, input, by.patient, plus(at, minutes(later))),
    doctor: (capability: string, id: string, command: string, input: object, later: number) =>
      give(capability, id, command, input, by.doctor, plus(at, minutes(later))),
    system: (capability: string, id: string, command: string, input: object, later: number) =>
      give(capability, id, command, input, system, plus(at, minutes(later))),
  };
  const pay = async (
    business: 'registration' | 'prescription',
    subjectId: string,
    amount: number,
    later: number,
  ): Promise<string> => {
    const paymentId = idOf('payment', subjectId);
    await as.patient('payment', paymentId, 'create', { lines: [{ business, subjectId }] }, later);
    const prepayId = `wx${paymentId.replaceAll('-', '')}`;
    await as.system('payment', paymentId, 'record-prepared', { method: 'wechat', prepayId }, later);
    const paidAt = plus(at, minutes(later)).toISOString();
    await as.system(
      'payment',
      paymentId,
      'record-success',
      {
        method: 'wechat',
        transactionId: `42000${paymentId.replaceAll(/\D/g, '').padEnd(23, '0').slice(0, 23)}`,
        amount,
        discount: 0,
        paidAt,
      },
      later,
    );
    await as.system(business, subjectId, 'confirm-payment', { paymentId, amount }, later);
    return paymentId;
  };

  const { chiefComplaint, illness, advice, medicine, ...known } = luck.pick(
    casesOf.get(doctor.departmentId) as readonly Case[],
  );
  const booking = {
    clinicSessionId: session.id,
    visitPersonId: patient.visitPersonId,
    chiefComplaint,
    consentVersion: currentConsent.version,
  };
  await as.patient('registration', registrationId, 'book', booking, 0);
  if (luck.happens(0.1)) {
    await as.system('registration', registrationId, 'time-out', { clinicSessionId: session.id }, 15);
    await as.system('patient', patient.patientId, 'end-hold', { registrationId }, 15);
    await as.system('clinic-session', session.id, 'release-number', { registrationId, cause: 'timed-out' }, 15);
    return;
  }
  const paymentId = await pay('registration', registrationId, doctor.fee, 2);
  await as.system('patient', patient.patientId, 'end-hold', { registrationId }, 2);
  await as.system(
    'registration',
    registrationId,
    'confirm-his',
    { hisNumber: `H${registrationId.slice(0, 8).toUpperCase()}` },
    2,
  );
  await as.system('clinic-session', session.id, 'book-number', { registrationId }, 2);
  const number = await numberOf(store, registrationId);
  const place = {
    clinicSessionId: session.id,
    number,
    doctorId: doctor.id,
    departmentId: doctor.departmentId,
    patientId: patient.patientId,
    visitPersonId: patient.visitPersonId,
    startsAt: session.startsAt.toISOString(),
  };
  await as.system('consultation', registrationId, 'open', place, 2);
  const wait = 4 + luck.below(25);
  if (luck.happens(0.08)) {
    const patientChoice = luck.happens(0.5);
    const reason = patientChoice ? '临时有事，改期' : '医生建议线下就诊';
    if (patientChoice) await as.system('consultation', registrationId, 'withdraw', { side: 'patient', reason }, wait);
    else await as.doctor('consultation', registrationId, 'reject', { reason: '根据资料建议先到线下门诊就诊。' }, wait);
    await as.system(
      'registration',
      registrationId,
      'cancel-by-hospital',
      { side: patientChoice ? 'patient' : 'doctor', reason },
      wait,
    );
    await as.system('clinic-session', session.id, 'release-number', { registrationId, cause: 'cancelled' }, wait);
    const back = { subjectId: registrationId, ground: 'cancelled', reason: '挂号已取消' };
    await as.system('payment', paymentId, 'give-back', back, wait);
    const refundId = refundIdOf(lineIdOf(paymentId, registrationId), 'wechat');
    const refunded = {
      refundId,
      outcome: 'succeeded',
      channelRefundId: `50000${refundId.replaceAll(/\D/g, '').slice(0, 20)}`,
      acceptedAt: plus(at, minutes(wait)).toISOString(),
      at: plus(at, minutes(wait + 1)).toISOString(),
    };
    await as.system('payment', paymentId, 'record-refund', refunded, wait + 1);
    return;
  }
  await as.doctor('consultation', registrationId, 'accept', { eligible: true }, wait);
  const parties = { patientId: patient.patientId, visitPersonId: patient.visitPersonId, doctorId: doctor.id };
  await as.system('conversation', registrationId, 'open', parties, wait);
  const lines = 1 + luck.below(3);
  for (let line = 0; line < lines; line++) {
    await as.patient(
      'conversation',
      registrationId,
      'send',
      { messageId: idOf(registrationId, 'q', line), kind: 'text', text: luck.pick(questions) },
      wait + 1 + line * 2,
    );
    await as.doctor(
      'conversation',
      registrationId,
      'send',
      { messageId: idOf(registrationId, 'a', line), kind: 'text', text: luck.pick(answers) },
      wait + 2 + line * 2,
    );
  }
  const end = wait + 3 + lines * 2;
  const diagnosis = diagnoses.find(({ code }) => code === known.diagnosis);
  const record = {
    diagnoses: [diagnosis],
    chiefComplaint: `${diagnosis?.name}复诊`,
    presentIllness: illness,
    pastHistory: '既往诊断明确，资料已上传；否认药物过敏。',
    advice,
  };
  await as.doctor('record', registrationId, 'write', record, end);
  await as.doctor('record', registrationId, 'publish', {}, end + 1);
  if (luck.happens(0.7)) await prescribe(end + 2);
  await as.doctor('consultation', registrationId, 'complete', {}, end + 20);
  await as.system('registration', registrationId, 'complete', {}, end + 20);
  await as.system('conversation', registrationId, 'close', {}, end + 20);
  if (luck.happens(0.6)) {
    const stars = luck.happens(0.8) ? 5 : 3 + luck.below(2);
    await as.patient('rating', registrationId, 'rate', { stars, comment: luck.pick(comments) }, end + 40);
  }
  if (luck.happens(0.04)) await complain(give, registrationId, by.patient, plus(at, minutes(end + 60)), luck);

  async function prescribe(later: number): Promise<void> {
    const prescriptionId = idOf('prescription', registrationId);
    const [code, value, unit, frequency, route, days, quantity, more] = medicine;
    const line = { drugId: drugIdOf(code), dose: { value, unit }, frequency, route, days, quantity, ...more };
    await as.doctor(
      'prescription',
      prescriptionId,
      'submit',
      {
        consultationId: registrationId,
        diagnoses: [diagnosis],
        lines: [line],
        ...(days > 7 && { longSupplyReason: '慢性病病情稳定，需长期用药' }),
      },
      later,
    );
    const pharmacist: Actor = { id: luck.pick(pharmacistIds), role: 'pharmacist' };
    const rating = (command: string, input: object, minute: number) =>
      give('prescription', prescriptionId, command, input, pharmacist, plus(at, minutes(minute)));
    await rating('claim', {}, later + 2);
    if (luck.happens(0.07)) return rating('fail', { reason: '用法与诊断不符，请核对剂量。' }, later + 4);
    await rating('pass', {}, later + 4);
    await as.doctor('prescription', prescriptionId, 'publish', {}, later + 5);
    if (luck.happens(0.12)) return;
    const unitPrice = Number(drugs.find(([known]) => known === code)?.[5]);
    const amount = lineAmount({ unitPrice, quantity });
    await pay('prescription', prescriptionId, amount, later + 8);
    await as.system(
      'dispensing',
      prescriptionId,
      'ready',
      {
        patientId: patient.patientId,
        consultationId: registrationId,
        hisNumber: `P${prescriptionId.slice(0, 8).toUpperCase()}`,
      },
      later + 8,
    );
    if (luck.happens(0.1)) return;
    const pickUpCode = await codeOf({ store, sealing }, prescriptionId);
    await give('dispensing', prescriptionId, 'dispense', { pickUpCode }, pharmacist, plus(at, minutes(later + 13)));
    await as.system('prescription', prescriptionId, 'confirm-dispensed', { pharmacistId: pharmacist.id }, later + 13);
  }
};

const firstOf = async (store: EventStore, stream: string, type: string): Promise<Record<string, unknown>> => {
  for await (const event of store.readStream(stream, 0)) if (event.type === type) return event.data;
  throw new Error(`${stream} has no ${type}`);
};
const numberOf = async (store: EventStore, id: string) =>
  Number((await firstOf(store, `registration-${id}`, 'registration.held')).number);
const codeOf = async ({ store, sealing }: Pick<Servers, 'store' | 'sealing'>, id: string) => {
  const { pickUpCode } = await firstOf(store, `dispensing-${id}`, 'dispensing.readied');
  return sealing.unseal(pickUpCode as Sealed<string>);
};

/** Several patients at a time, but one patient's visits follow each other: nobody holds two numbers at once. */
export const liveVisits = (
  give: Give,
  servers: Pick<Servers, 'store' | 'sealing'>,
  visits: readonly Planned[],
  lived: () => void = () => undefined,
): Promise<void> => {
  const byPatient = new Map<string, Planned[]>();
  for (const visit of visits.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const { patientId } = visit.patient;
    byPatient.set(patientId, [...(byPatient.get(patientId) ?? []), visit]);
  }
  return inParallel([...byPatient.values()], 24, async ofOne => {
    for (const visit of ofOne) {
      await liveVisit(give, servers, visit);
      lived();
    }
  });
};
