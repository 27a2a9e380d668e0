/** O3.1: figures of what happened day by day. */
import { facts } from '../statistics/facts.ts';
import { happened } from './figure.ts';

const access = { operator: 'any', manager: 'any' } as const;
const ofRegistrations = happened(facts.registrations);
const ofConsultations = happened(facts.consultations);
const ofPrescriptions = happened(facts.prescriptions);
const ofPayments = happened(facts.payments);

/** Money that has come back to a patient for something: not all of a payment that was declined. */
const arrived = { kinds: ['refund-succeeded', 'refund-transferred'], naming: 'subjectId' } as const;

export const happenedFigures = {
  held: ofRegistrations({
    ...{ title: '下单', definition: '当天占到号的挂号，不论后来是否付款', access },
    kinds: ['held'],
  }),
  booked: ofRegistrations({
    ...{ title: '挂号', definition: '当天挂号成功（已付款、HIS 已确认）的数量', access, series: 'registrations' },
    kinds: ['booked'],
  }),
  cancelled: ofRegistrations({
    ...{ title: '取消挂号', definition: '当天被取消的挂号，不论由谁取消', access },
    kinds: ['cancelled'],
  }),
  timedOut: ofRegistrations({
    ...{ title: '超时未付', definition: '当天因超时未付款而释放的挂号', access },
    kinds: ['timed-out'],
  }),
  accepted: ofConsultations({
    ...{ title: '接诊', definition: '当天医生接诊的问诊数量', access },
    kinds: ['accepted'],
  }),
  decided: ofConsultations({
    ...{ title: '接诊、拒诊与撤回', definition: '当天由医生接诊、由医生拒绝或在接诊前撤回的问诊数量', access },
    kinds: ['accepted', 'rejected', 'withdrawn'],
  }),
  completed: ofConsultations({
    ...{ title: '完成问诊', definition: '当天医生结束的问诊数量', access, series: 'consultations' },
    kinds: ['completed'],
  }),
  rejected: ofConsultations({
    ...{ title: '拒诊', definition: '当天医生拒绝的问诊数量', access },
    kinds: ['rejected'],
  }),
  submitted: ofPrescriptions({
    ...{ title: '提交处方', definition: '当天医生提交审核的处方，修改后重新提交的另计', access },
    kinds: ['submitted'],
  }),
  passed: ofPrescriptions({
    ...{ title: '处方通过', definition: '当天药师审核通过的处方数量', access, series: 'prescriptions' },
    kinds: ['passed'],
  }),
  failed: ofPrescriptions({
    ...{ title: '处方未通过', definition: '当天药师审核未通过的处方，修改后再次未通过的另计', access },
    kinds: ['failed'],
  }),
  dispensed: ofPrescriptions({
    ...{ title: '发药', definition: '当天发出药品的处方数量', access },
    kinds: ['dispensed'],
  }),
  paid: ofPayments({
    ...{ title: '收款', definition: '当天付清的费用项数量，一次支付多项的分别计', access },
    kinds: ['line-paid'],
  }),
  revenue: ofPayments({
    ...{ title: '收入', definition: '当天支付成功的金额，未减退款，按支付渠道的日期计', access, series: 'revenue' },
    ...{ kinds: ['line-paid'], sum: 'amount' },
  }),
  refunds: ofPayments({
    ...{ title: '退款笔数', definition: '当天退到患者的退款笔数，按支付渠道的日期计', access },
    ...arrived,
  }),
  refunded: ofPayments({
    ...{ title: '退款', definition: '当天退到患者的金额，按支付渠道的日期计', access, series: 'refunds' },
    ...{ ...arrived, sum: 'amount' },
  }),
} as const;
export type HappenedName = keyof typeof happenedFigures;
