/** A visit as a row of steps: 挂号 → 候诊 → 问诊 → 审方 → 缴费 → 取药, each done, running, ahead, or not to come. */
import type { visit } from '@yunzhen/contracts/registration/visit';
import type { z } from 'zod';
import type { StepState } from '../../ui/timeline';
import { begins } from '../../words/format';

export type Visit = z.infer<typeof visit>;
export interface Step {
  readonly key: 'register' | 'wait' | 'consult' | 'review' | 'pay' | 'pick-up';
  readonly name: string;
  readonly state: StepState;
  readonly words: string;
  readonly at: string | null;
}

const names: Readonly<Record<Step['key'], string>> = {
  register: '挂号',
  wait: '候诊',
  consult: '问诊',
  review: '审方',
  pay: '缴费',
  'pick-up': '取药',
};
const step = (key: Step['key'], state: StepState, words: string, at: string | null = null): Step => ({
  key,
  name: names[key],
  state,
  words,
  at,
});

const registering = ({ registration: r, payments }: Visit): Step => {
  const paidAt = payments.find(({ paymentId }) => paymentId === r.paymentId)?.paidAt ?? null;
  switch (r.status) {
    case 'held':
      return step('register', 'now', '等待支付，号源为您保留', r.heldAt);
    case 'paid':
      return step('register', 'now', '已支付，正在与医院确认', paidAt);
    case 'timed-out':
      // Money that came all the same says so, and where it is.
      return step(
        'register',
        'ended',
        r.refund === 'none' ? '超过支付时间，号源已释放' : (r.endReason ?? ''),
        r.heldAt,
      );
    case 'failed':
      return step('register', 'ended', r.endReason ?? '医院未能确认这次挂号', r.heldAt);
    case 'cancelled':
      return r.hisNumber
        ? step('register', 'done', `${r.number} 号，已支付`, paidAt)
        : step('register', 'ended', r.endReason ?? '已取消', r.heldAt);
    default:
      return step('register', 'done', `${r.number} 号，已支付`, paidAt);
  }
};

/** There is no queue before the session begins. */
export const begun = ({ registration: { startsAt } }: Visit, now: number): boolean => Date.parse(startsAt) <= now;

const waiting = (visit: Visit, now: number): Step => {
  const { registration: r, consultation: c, queue } = visit;
  if (!c) return step('wait', r.status === 'held' || r.status === 'paid' ? 'ahead' : 'skipped', '支付后开始候诊');
  switch (c.status) {
    case 'waiting':
      if (!begun(visit, now)) return step('wait', 'ahead', `${begins(r.startsAt)} 开始，按号序接诊`);
      return step(
        'wait',
        'now',
        queue ? (queue.ahead === 0 ? '马上轮到您' : `前面还有 ${queue.ahead} 位`) : '请等待医生接诊',
        c.waitingSince,
      );
    case 'rejected':
      return step('wait', 'ended', `医生退诊：${c.endReason ?? ''}`, c.endedAt);
    case 'withdrawn':
      return step('wait', 'ended', '您取消了这次就诊', c.endedAt);
    default:
      return step('wait', 'done', '医生已接诊', c.acceptedAt);
  }
};

const consulting = ({ consultation: c, record }: Visit): Step => {
  switch (c?.status) {
    case 'in-progress':
      return step('consult', 'now', record ? '病历已发布，问诊进行中' : '医生正在为您问诊', c.acceptedAt);
    case 'completed':
      return step('consult', 'done', '问诊已完成', c.endedAt);
    case 'cancelled':
      return step('consult', 'ended', `医生取消：${c.endReason ?? ''}`, c.endedAt);
    case 'terminated':
      return step('consult', 'ended', `建议到医院面诊：${c.endReason ?? ''}`, c.endedAt);
    case 'waiting':
    case undefined:
      return step('consult', 'ahead', '医生接诊后开始');
    default:
      return step('consult', 'skipped', '');
  }
};

/** Patients see a prescription once it is published: then the review is over. */
const dispensing = (visit: Visit): readonly Step[] => {
  const { prescriptions, dispensings, consultation } = visit;
  if (prescriptions.length === 0) {
    const none = consultation?.status === 'completed';
    const state: StepState = none ? 'skipped' : 'ahead';
    return [
      step('review', state, none ? '这次没有开处方' : '医生开方后由药师审核'),
      step('pay', state, none ? '' : '审核通过后缴费'),
      step('pick-up', state, none ? '' : '缴费后凭取药码取药'),
    ];
  }
  const unpaid = prescriptions.filter(({ status }) => status === 'published').length;
  const expired = prescriptions.every(({ status }) => status === 'expired');
  const stopped = prescriptions.some(({ status }) => status === 'rejected' || status === 'cancelled');
  const paidAt = prescriptions.find(({ paidAt: at }) => at !== null)?.paidAt ?? null;
  const refundedAt = prescriptions.flatMap(({ refunds }) => refunds.map(({ at }) => at)).at(-1) ?? null;
  const handed = dispensings.find(({ status }) => status === 'dispensed');
  const ready = dispensings.some(({ status }) => status === 'ready');
  return [
    step('review', 'done', '药师审核通过，医生已发布', prescriptions[0]?.publishedAt ?? null),
    expired
      ? step('pay', 'ended', '处方已过期，没有扣款')
      : unpaid > 0
        ? step('pay', 'now', `${unpaid} 张处方待缴费`)
        : stopped
          ? step('pay', 'ended', paidAt ? '医院无法发药，款项原路退回' : '医院取消了处方，没有扣款', refundedAt)
          : step('pay', 'done', '处方已缴费', paidAt),
    ready
      ? step('pick-up', 'now', '药已备好，请凭取药码领取')
      : handed
        ? step('pick-up', 'done', '药品已领取', handed.dispensedAt)
        : step(
            'pick-up',
            expired || stopped ? 'skipped' : 'ahead',
            expired || stopped ? '' : paidAt ? '药房正在备药' : '缴费后凭取药码取药',
          ),
  ];
};

/** @param now milliseconds */
export const stepsOf = (visit: Visit, now: number): readonly Step[] => {
  const first = [registering(visit), waiting(visit, now), consulting(visit)];
  const over = first.some(({ state }) => state === 'ended');
  const rest = dispensing(visit);
  return [...first, ...(over && visit.prescriptions.length === 0 ? [] : rest)].filter(
    ({ state }) => !over || state !== 'skipped',
  );
};
