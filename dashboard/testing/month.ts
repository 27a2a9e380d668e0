/** A month that is over, with sixteen payments and twelve differences of different kinds, for finance to close: ours by commands, the channel's by its stand-in. */
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { currentConsent } from '@yunzhen/contracts/patient/consent';
import type { Actor } from '@yunzhen/contracts/roles';
import type { Hospital } from '@yunzhen/local/hospital';
import { type Happened, type Told, tellChannel } from '@yunzhen/local/seed/channel-history';
import { dispatchOnce, idOf, minutes, plus, system } from '@yunzhen/local/seed/demo';
import { history } from '@yunzhen/local/seed/history';
import { demoPatients } from '@yunzhen/local/seed/people';
import { publishSessions, sessionsOf } from '@yunzhen/local/seed/sessions';
import { registerPatients } from '@yunzhen/local/seed/visits';
import { lineIdOf, refundIdOf } from '@yunzhen/write-side/payment/ids';

/** The month before the last one, `YYYY-MM`: all its statements are there, and none is too old to be fetched. */
export const closableMonth = (now: Date): string => {
  const [year = 0, month = 0] = chinaDayOf(now).split('-').map(Number);
  return new Date(Date.UTC(year, month - 3, 1)).toISOString().slice(0, 7);
};
export const daysOf = (month: string): string[] => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: count }, (_, index) => `${month}-${`${index + 1}`.padStart(2, '0')}`);
};
/** On which days of the month something happened. */
export const busyDays = (month: string): readonly [string, string] => [`${month}-10`, `${month}-20`];

const numberOf = (id: string): string => id.replaceAll('-', '');
const paymentOf = (registrationId: string): string => idOf('payment', registrationId);
const registrationOf = (month: string, index: number): string => idOf('month', month, index);

/** Payments by their index, with what the channel says of them. Fen. */
const told = (month: string, ours: readonly Happened[]): Told => {
  const number = (index: number): string => numberOf(paymentOf(registrationOf(month, index)));
  const first = ours.find(one => one.number === number(0));
  const at = (first?.at ?? 0) + minutes(200);
  // After its own payment, which may be of the later day.
  const refund = (name: string, order: string, amount: number): Happened => {
    const then = (ours.find(one => one.number === order)?.at ?? at) + minutes(60);
    return {
      ...{ kind: 'refund', number: name, order, refundId: `5030${name}`, reason: '商户平台退款', amount },
      ...{ status: 'SUCCESS', at: then, settledAt: then },
    };
  };
  const asked = numberOf(
    refundIdOf(lineIdOf(paymentOf(registrationOf(month, 11)), registrationOf(month, 11)), 'wechat'),
  );
  const stranger = `f${number(0).slice(1)}`;
  return {
    lies: [
      { kind: 'missing', number: number(0) },
      { bill: 'fund-flow', kind: 'missing', number: number(0) },
      { kind: 'amount', number: number(1), delta: 100 },
      { kind: 'duplicate', number: number(2) },
      { bill: 'fund-flow', kind: 'missing', number: number(3), state: '交易' },
      { bill: 'fund-flow', kind: 'strange', number: 'platform-1', at, delta: -300, state: '平台扣款' },
      { kind: 'strange', number: stranger, at, delta: 2_500 },
      { bill: 'fund-flow', kind: 'strange', number: stranger, at, delta: 2_500, state: '交易' },
      { kind: 'fee', number: number(4), delta: 20 },
    ],
    alone: [
      refund('HANDBYHAND0001', number(5), 100),
      refund('HANDBYHAND0002', number(6), 60_000),
      // Ours has not heard that it was taken.
      refund(asked, number(11), first?.amount ?? 0),
    ],
  };
};

/** @param wechat address of the stand-in */
export const liveMonth = async (
  { dispatch, servers, rules, settle }: Hospital,
  openidOf: (person: string) => Promise<string>,
  wechat: string,
  month: string,
): Promise<void> => {
  const give = dispatchOnce(dispatch, () => undefined);
  const start = new Date(`${month}-01T00:00:00+08:00`);
  await publishSessions(give, busyDays(month), start);
  // Not those of the week, whose holds are all later than this.
  const patients = await demoPatients(openidOf, 1);
  await registerPatients(
    history({ servers, rules }, () => undefined),
    patients,
    start,
  );
  for (let index = 0; index < 16; index++) {
    const [session] = sessionsOf(busyDays(month)[index % 2 === 0 ? 0 : 1]);
    const patient = patients[index];
    if (!session || !patient) throw new Error('the demo hospital has no session or patient');
    const at = plus(session.startsAt, minutes(540 + 10 * index));
    const by: Actor = { id: patient.patientId, role: 'patient' };
    const subjectId = registrationOf(month, index);
    const paymentId = paymentOf(subjectId);
    const amount = session.doctor.fee;
    const booking = {
      ...{ clinicSessionId: session.id, visitPersonId: patient.visitPersonId, chiefComplaint: '血压控制不稳，复诊。' },
      consentVersion: currentConsent.version,
    };
    await give('registration', subjectId, 'book', booking, by, at);
    await give('payment', paymentId, 'create', { lines: [{ business: 'registration', subjectId }] }, by, at);
    const success = { method: 'wechat', transactionId: `4200${numberOf(paymentId).slice(0, 20)}`, amount, discount: 0 };
    await give('payment', paymentId, 'record-success', { ...success, paidAt: at.toISOString() }, system, at);
    await give('registration', subjectId, 'confirm-payment', { paymentId, amount }, system, at);
    const back = plus(at, minutes(30));
    if (index < 9 || index > 11) continue;
    await give(
      'payment',
      paymentId,
      'give-back',
      { subjectId, ground: 'cancelled', reason: '挂号已取消' },
      system,
      back,
    );
    if (index === 11) continue;
    const refundId = refundIdOf(lineIdOf(paymentId, subjectId), 'wechat');
    const outcome = index === 9 ? 'abnormal' : 'closed';
    const taken = {
      refundId,
      channelRefundId: `5030${numberOf(refundId).slice(0, 20)}`,
      acceptedAt: back.toISOString(),
    };
    const over = plus(back, minutes(10));
    await give('payment', paymentId, 'record-refund', { ...taken, outcome, at: over.toISOString() }, system, over);
  }
  await settle();
  await tellChannel(servers, wechat, ours => told(month, ours));
};
