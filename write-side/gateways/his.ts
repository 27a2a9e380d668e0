/** The hospital information system: it takes paid registrations and prescriptions with their charges, and their ends. */
import { dispensing as dispensingContract } from '@yunzhen/contracts/dispensing/dispensing';
import { prescription as prescriptionContract } from '@yunzhen/contracts/prescription/prescription';
import { registration as registrationContract } from '@yunzhen/contracts/registration/registration';
import { session as sessionContract } from '@yunzhen/contracts/schedule/session';
import { dispensing } from '../dispensing/dispensing.ts';
import type { Feature } from '../feature.ts';
import { patient } from '../patient/patient.ts';
import type { Payment } from '../payment/decide.ts';
import { refundIdOf } from '../payment/refund-id.ts';
import { prescription } from '../prescription/prescription.ts';
import { type Reaction, send } from '../processes/process.ts';
import { registration } from '../registration/registration.ts';
import { GatewayRefused, type Gateways, GatewayUnknown } from './gateways.ts';
import type { HisClient, Outcome } from './his-client.ts';

export interface HisPorts {
  readonly client: HisClient;
  /** What a stream says now. */
  readonly stateOf: <S>(feature: Feature<S>, id: string) => Promise<S>;
  readonly paymentOf: (paymentId: string) => Promise<Payment>;
  /** Opens sealed personal data; null once its key is destroyed. */
  readonly open: (sealed: string) => Promise<string | null>;
}

export type His = Pick<
  Gateways,
  'his.register' | 'his.cancel' | 'his.prescribe' | 'his.cancel-prescription' | 'his.dispense'
>;

/** Taken with its charge under this number, or why not. */
type Taken = { readonly hisNumber: string } | { readonly refused: string };

interface Due {
  readonly business: 'registration' | 'prescription';
  readonly id: string;
  readonly amount: number;
  readonly paymentId: string;
}

/** Staff and departments go by our ids: two doctors may share a name, and a name may change between two tries. */
export const his = ({ client, stateOf, paymentOf, open }: HisPorts): His => {
  /** Null once nobody may know them any more. */
  const person = async (patientId: string, visitPersonId: string) => {
    const { known } = await stateOf(patient, patientId);
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
    const charged = taken.amount === amount && (await charge({ business, id, amount, paymentId }));
    if (charged && charged.result === 'succeeded' && charged.amount === amount) return { hisNumber: taken.hisNumber };
    if (charged && charged.result === 'succeeded') await payBack(paymentId, charged.amount, '金额不一致');
    await cancel(business, id, '未能收费');
    return { refused: charged && charged.result === 'failed' ? charged.reason : '医院系统金额不一致' };
  };

  const charge = async ({ business, id, amount, paymentId }: Due): Promise<Outcome> => {
    const { success } = await paymentOf(paymentId);
    if (!success) throw new GatewayUnknown('the payment is not known yet');
    const { transactionId, paidAt } = success;
    return client.hand('charges', paymentId, {
      business,
      subject: id,
      amount,
      channel: 'wechat',
      transactionId,
      paidAt,
    });
  };

  /** What was never charged needs no refund. */
  const payBack = async (paymentId: string, amount: number, reason: string): Promise<void> => {
    const outcome = await client.hand('refunds', refundIdOf(paymentId), { charge: paymentId, amount, reason });
    if (outcome.result === 'failed' && outcome.code !== 'unknown-charge') throw refusedBy(outcome);
  };

  return {
    'his.register': async ({ registrationId: id, doctorId, departmentId, startsAt, number, amount }) => {
      const fail = (reason: string): readonly Reaction[] => [
        send(registrationContract, id, 'fail', { reason: reason.slice(0, 200) }),
      ];
      const { place, payment } = await stateOf(registration, id);
      if (!place || !payment) throw new GatewayUnknown('the registration is not known yet');
      const visitor = await person(place.patientId, place.visitPersonId);
      if (!visitor) return fail('就诊人信息已删除');
      const about = { department: departmentId, doctor: doctorId, startsAt, queueNumber: number, patient: visitor };
      const taken = await take({ business: 'registration', id, amount, paymentId: payment.paymentId }, about);
      return 'refused' in taken
        ? fail(taken.refused)
        : [send(registrationContract, id, 'confirm-his', { hisNumber: taken.hisNumber })];
    },
    'his.cancel': async ({ registrationId: id, reason }) => {
      const { place, payment } = await stateOf(registration, id);
      if (!place) throw new GatewayUnknown('the registration is not known yet');
      await cancel('registration', id, reason);
      if (payment) await payBack(payment.paymentId, payment.amount, reason);
      return [send(sessionContract, place.sessionId, 'release-number', { registrationId: id, cause: 'cancelled' })];
    },
    'his.prescribe': async ({ prescriptionId: id, patientId, amount }) => {
      const reject = (reason: string): readonly Reaction[] => [
        send(prescriptionContract, id, 'reject', { reason: reason.slice(0, 200) }),
      ];
      const { written, paymentId } = await stateOf(prescription, id);
      if (!written || !paymentId) throw new GatewayUnknown('the prescription is not known yet');
      const visitor = await person(patientId, written.visitPersonId);
      if (!visitor) return reject('就诊人信息已删除');
      const about = {
        department: written.departmentId,
        doctor: written.doctorId,
        patient: visitor,
        diagnoses: written.diagnoses.map(({ code, name }) => ({ code, name })),
        lines: written.lines.map(({ code, name, specification, quantity, unit, price, ...usage }) => ({
          ...{ code, name, specification, quantity, unit, price },
          usage: `${usage.route} ${usage.dose} ${usage.frequency} ${usage.days}天`,
        })),
      };
      const taken = await take({ business: 'prescription', id, amount, paymentId }, about);
      return 'refused' in taken
        ? reject(taken.refused)
        : [send(dispensingContract, id, 'ready', { patientId, hisNumber: taken.hisNumber })];
    },
    'his.cancel-prescription': async ({ prescriptionId: id, reason }) => {
      const { written, paymentId } = await stateOf(prescription, id);
      if (!written || !paymentId) throw new GatewayUnknown('the prescription is not known yet');
      await cancel('prescription', id, reason);
      await payBack(paymentId, written.total, reason);
      return [];
    },
    'his.dispense': async ({ prescriptionId: id }) => {
      const { pharmacistId } = await stateOf(dispensing, id);
      if (!pharmacistId) throw new GatewayUnknown('the dispensing is not known yet');
      const outcome = await client.step('prescriptions', id, 'dispense', { pharmacist: pharmacistId });
      if (outcome.result === 'failed') throw refusedBy(outcome);
      return [];
    },
  };
};

const refusedBy = ({ code }: Extract<Outcome, { result: 'failed' }>) =>
  new GatewayRefused(code, `HIS refused: ${code}`);
