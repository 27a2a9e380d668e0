/** The hospital information system: it takes paid registrations and prescriptions with their charges, and their ends. */
import { dispensing as dispensingContract } from '@yunzhen/contracts/dispensing/dispensing';
import { fen, id, instant } from '@yunzhen/contracts/language';
import { type Method, methods } from '@yunzhen/contracts/payment/bill';
import { prescription as prescriptionContract } from '@yunzhen/contracts/prescription/prescription';
import { usageWords } from '@yunzhen/contracts/prescription/usage.zh';
import { registration as registrationContract } from '@yunzhen/contracts/registration/registration';
import { clinicSession as clinicSessionContract } from '@yunzhen/contracts/schedule/clinic-session';
import { lineAmount } from '@yunzhen/contracts/unit-price';
import { z } from 'zod';
import { dispensing } from '../../dispensing/dispensing.ts';
import { patient } from '../../patient/patient.ts';
import { lineIdOf, refundIdOf } from '../../payment/ids.ts';
import { payment } from '../../payment/payment.ts';
import { left } from '../../payment/state.ts';
import { prescription } from '../../prescription/prescription.ts';
import { type Reaction, send } from '../../reactions/reaction.ts';
import { registration } from '../../registration/registration.ts';
import { type Around, callsOf, GatewayRefused, GatewayUnknown, gateway } from '../gateway.ts';
import { hours, minutes } from '../patience.ts';
import { type HisClient, hisClient, type Outcome } from './client.ts';
import { type HisSettings, hisSettings } from './settings.ts';

type AroundHis = Around<HisClient, HisSettings>;
const calling = callsOf<HisClient, HisSettings>();
/** Where a prescription may be once it was paid. */
const paidFor: ReadonlySet<string> = new Set(['paid', 'rejected', 'dispensed', 'cancelled']);

/** Taken with its charge under this number, or why not. */
type Taken = { readonly hisNumber: string } | { readonly refused: string };

interface Due {
  readonly business: 'registration' | 'prescription';
  readonly id: string;
  readonly amount: number;
  /** Null for what costs nothing: there is no charge. */
  readonly paymentId: string | null;
}

/** What is done for one patient. Staff and departments go by our ids: two doctors may share a name, and a name may change between two tries. */
const about = (patientId: string, { client: clientFor, state, open }: AroundHis) => {
  const client = clientFor(patientId);
  /** Null once their personal data is erased. */
  const person = async (visitPersonId: string) => {
    const { known } = await state(patient, patientId);
    const sealed = known[visitPersonId];
    if (!sealed) throw new GatewayUnknown('the visit person is not known yet');
    const [name, idNumber, phone] = await Promise.all([sealed.name, sealed.idNumber, sealed.phone].map(open));
    return name && idNumber && phone ? { name, idNumber, phone } : null;
  };

  const cancel = async (business: Due['business'], id: string, reason: string): Promise<void> => {
    const outcome = await client.step(`${business}s`, id, 'cancel', { reason });
    if (outcome.result === 'failed' && outcome.code !== 'unknown-subject') throw refusedBy(outcome);
  };

  /** Hands a thing in and books its charge; when they do not want it, or at another amount, nothing of it stays there. */
  const take = async ({ business, id, amount, paymentId }: Due, content: object): Promise<Taken> => {
    const taken = await client.hand(`${business}s`, id, { ...content, amount });
    if (taken.result === 'failed') return { refused: taken.reason };
    if (taken.status === 'cancelled') return { refused: '医院系统已取消' };
    if (taken.amount === amount && paymentId === null) return { hisNumber: taken.hisNumber };
    const charged = taken.amount === amount && paymentId !== null && (await charge(business, id, amount, paymentId));
    if (charged && charged.result === 'succeeded' && charged.amount === amount) return { hisNumber: taken.hisNumber };
    if (charged && charged.result === 'succeeded' && paymentId !== null) {
      const lineId = lineIdOf(paymentId, id);
      await refund(refundIdOf(lineId, 'wechat'), lineId, 'wechat', charged.amount, '金额不一致');
    }
    await cancel(business, id, '未能收费');
    return { refused: charged && charged.result === 'failed' ? charged.reason : '医院系统金额不一致' };
  };

  /** A line of a payment with what each means paid of it. */
  const charge = async (business: Due['business'], id: string, amount: number, paymentId: string): Promise<Outcome> => {
    const { lines, tenders, paidAt } = await state(payment, paymentId);
    const line = lines.find(({ subjectId }) => subjectId === id);
    if (!line || !paidAt) throw new GatewayUnknown('the payment is not known yet');
    const transactionId = Object.values(tenders)[0]?.success?.transactionId ?? '';
    return client.hand('charges', line.lineId, {
      business,
      subject: id,
      payment: paymentId,
      amount,
      shares: line.shares,
      transactionId,
      paidAt,
    });
  };

  /** What was never charged needs no refund. */
  const refund = async (
    number: string,
    charge: string,
    method: Method,
    amount: number,
    reason: string,
  ): Promise<void> => {
    const outcome = await client.hand('refunds', number, { charge, method, amount, reason });
    if (outcome.result === 'failed' && outcome.code !== 'unknown-charge') throw refusedBy(outcome);
  };

  /** All that is left of what was paid for a thing, under the numbers that the refunds have at the channel. */
  const payBack = async (paymentId: string | null, id: string, reason: string): Promise<void> => {
    if (paymentId === null) return;
    const known = await state(payment, paymentId);
    const line = known.lines.find(({ subjectId }) => subjectId === id);
    if (!line) throw new GatewayUnknown('the payment is not known yet');
    for (const { method } of line.shares) {
      const number = refundIdOf(line.lineId, method);
      const amount = known.refunds[number]?.amount ?? left(known, line).find(share => share.method === method)?.amount;
      if (amount) await refund(number, line.lineId, method, amount, reason);
    }
  };

  const cancelPrescription = async (id: string, paymentId: string | null, reason: string): Promise<void> => {
    await cancel('prescription', id, reason);
    await payBack(paymentId, id, reason);
  };

  return { person, cancel, take, refund, payBack, cancelPrescription };
};

const registrationCharge = z.object({
  registrationId: id,
  doctorId: id,
  departmentId: id,
  startsAt: instant,
  number: z.int(),
  amount: fen,
});
const byPrescription = ({ prescriptionId }: { prescriptionId: string }) => prescriptionId;
const byRegistration = ({ registrationId }: { registrationId: string }) => registrationId;

export const his = gateway('his', {
  settings: hisSettings,
  client: hisClient,
  width: 16,
  timeout: 45_000,
  // It answers at once or not at all; a night of maintenance is not a case yet.
  patience: { unanswered: 24 * hours, pending: 24 * hours, broken: 24 * hours, first: 1_000, longest: 5 * minutes },
  calls: {
    /** Registers a paid registration with its charge; answers `confirm-his` or `fail`. */
    register: calling({
      input: registrationCharge,
      key: byRegistration,
      run: async ({ registrationId: id, doctorId, departmentId, startsAt, number, amount }, around) => {
        const fail = (reason: string): readonly Reaction[] => [
          send(registrationContract, id, 'fail', { reason: reason.slice(0, 200) }),
        ];
        const { place, payment } = await around.state(registration, id);
        if (!place || !payment) throw new GatewayUnknown('the registration is not known yet');
        const { person, take } = about(place.patientId, around);
        const visitor = await person(place.visitPersonId);
        if (!visitor) return fail('就诊人信息已删除');
        const content = { department: departmentId, doctor: doctorId, startsAt, queueNumber: number, patient: visitor };
        const taken = await take(
          { business: 'registration', id, amount, paymentId: payment.paymentId ?? null },
          content,
        );
        return 'refused' in taken
          ? fail(taken.refused)
          : [send(registrationContract, id, 'confirm-his', { hisNumber: taken.hisNumber })];
      },
    }),
    /** Cancels it there and refunds its charge; answers `release-number` on its session. */
    cancel: calling({
      input: z.object({ registrationId: id, reason: z.string() }),
      key: byRegistration,
      run: async ({ registrationId: id, reason }, around) => {
        const { place, payment } = await around.state(registration, id);
        if (!place) throw new GatewayUnknown('the registration is not known yet');
        const { cancel, payBack } = about(place.patientId, around);
        await cancel('registration', id, reason);
        if (payment) await payBack(payment.paymentId ?? null, id, reason);
        return [
          send(clinicSessionContract, place.clinicSessionId, 'release-number', {
            registrationId: id,
            cause: 'cancelled',
          }),
        ];
      },
    }),
    /** Writes a paid prescription back to HIS; answers `ready` on its dispensing, or `reject`. */
    prescribe: calling({
      input: z.object({ prescriptionId: id, patientId: id, amount: fen }),
      key: byPrescription,
      run: async ({ prescriptionId: id, patientId, amount }, around) => {
        const reject = (reason: string): readonly Reaction[] => [
          send(prescriptionContract, id, 'reject', { reason: reason.slice(0, 200) }),
        ];
        const { status, written, paymentId } = await around.state(prescription, id);
        if (!written || !paidFor.has(status)) throw new GatewayUnknown('the prescription is not known yet');
        const { person, take, cancelPrescription } = about(patientId, around);
        // It may have been cancelled while an earlier try was on its way: whatever arrived there is taken back.
        const takeBack = async (): Promise<readonly Reaction[]> => {
          await cancelPrescription(id, paymentId, '处方已取消');
          return [];
        };
        if (status === 'cancelled') return takeBack();
        const visitor = await person(written.visitPersonId);
        const lines = await around.open(written.lines);
        const diagnoses = await around.open(written.diagnoses);
        if (!visitor || !lines || !diagnoses) return reject('就诊人信息已删除');
        const content = {
          department: written.departmentId,
          doctor: written.doctorId,
          patient: visitor,
          diagnoses: diagnoses.map(({ code, name }) => ({ code, name })),
          lines: lines.map(({ code, name, specification, quantity, unit, unitPrice, days, ...usage }) => ({
            ...{ code, name, specification, quantity, unit, unitPrice, amount: lineAmount({ unitPrice, quantity }) },
            usage: `${usageWords(usage)}，${days} 天`,
          })),
        };
        const taken = await take({ business: 'prescription', id, amount, paymentId }, content);
        if ((await around.state(prescription, id)).status === 'cancelled') return takeBack();
        return 'refused' in taken
          ? reject(taken.refused)
          : [
              send(dispensingContract, id, 'ready', {
                patientId,
                consultationId: written.consultationId,
                hisNumber: taken.hisNumber,
              }),
            ];
      },
    }),
    /** Cancels a prescription there, which puts its drugs back, and refunds its charge. */
    'cancel-prescription': calling({
      input: z.object({ prescriptionId: id, reason: z.string() }),
      key: byPrescription,
      run: async ({ prescriptionId: id, reason }, around) => {
        const { written, paymentId } = await around.state(prescription, id);
        if (!written) throw new GatewayUnknown('the prescription is not known yet');
        await about(written.patientId, around).cancelPrescription(id, paymentId, reason);
        return [];
      },
    }),
    /** A part of a charge that was granted to somebody after the service was done. */
    refund: calling({
      input: z.object({
        patientId: id,
        lineId: id,
        refundId: id,
        method: z.enum(methods),
        amount: fen,
        reason: z.string(),
      }),
      key: ({ refundId }) => refundId,
      run: async ({ patientId, lineId, refundId, method, amount, reason }, around) => {
        await about(patientId, around).refund(refundId, lineId, method, amount, reason);
        return [];
      },
    }),
    /** Tells HIS that the drugs were handed out. */
    dispense: calling({
      input: z.object({ prescriptionId: id }),
      key: byPrescription,
      run: async ({ prescriptionId: id }, around) => {
        const { pharmacistId } = await around.state(dispensing, id);
        if (!pharmacistId) throw new GatewayUnknown('the dispensing is not known yet');
        const { written } = await around.state(prescription, id);
        const client = around.client(written?.patientId ?? null);
        const outcome = await client.step('prescriptions', id, 'dispense', { pharmacist: pharmacistId });
        if (outcome.result === 'failed') throw refusedBy(outcome);
        return [];
      },
    }),
  },
});

const refusedBy = ({ code }: Extract<Outcome, { result: 'failed' }>) =>
  new GatewayRefused(code, `HIS refused: ${code}`);
