/** O3.1: figures of what stands at this moment: what waits, what is late and what went wrong. */
import { complaintsView, complaintsWaiting } from '../complaint/row.ts';
import { consultationsView, patientsWaiting } from '../consultation/row.ts';
import { dispensingsView, pickUpsWaiting } from '../dispensing/row.ts';
import { paymentsView, refundsWaiting } from '../payment/row.ts';
import { prescriptionsView, reviewsWaiting } from '../prescription/row.ts';
import { holdsPayable, registrationsView } from '../registration/row.ts';
import { clinicSessionsView } from '../schedule/row.ts';
import { standing, standingEach } from './figure.ts';

const access = { operator: 'any', manager: 'any' } as const;
const ofConsultations = standing(consultationsView);
const ofPrescriptions = standing(prescriptionsView);
const ofRefunds = standingEach(paymentsView, 'refunds');
const ofSessions = standing(clinicSessionsView);

export const standingFigures = {
  abnormalRefunds: ofRefunds({
    ...{ title: '退款异常', definition: '支付渠道无法原路退回，需要财务人工处理的退款笔数', access },
    ...{ in: ['abnormal'], subject: 'paymentId', id: 'refundId', at: 'at' },
  }),
  patients: ofConsultations({
    ...{ title: '候诊患者', definition: '班次已开始、已挂号、医生还没有接诊的患者', access },
    ...{ in: patientsWaiting.in, late: patientsWaiting.late, subject: 'consultationId', at: 'waitingSince' },
  }),
  reviews: ofPrescriptions({
    ...{ title: '待审处方', definition: '医生已提交、药师还没有审完的处方', access },
    ...{ in: reviewsWaiting.in, late: reviewsWaiting.late, subject: 'prescriptionId', at: 'submittedAt' },
  }),
  pickUps: standing(dispensingsView)({
    ...{ title: '待取药', definition: '已付款、HIS 已确认、患者还没有取走的处方', access },
    ...{ in: pickUpsWaiting.in, late: pickUpsWaiting.late, subject: 'dispensingId', at: 'readiedAt' },
  }),
  refunding: ofRefunds({
    ...{ title: '退款中', definition: '已申请、还没有退到患者账户的退款笔数', access },
    ...{ in: refundsWaiting.in, late: refundsWaiting.late, subject: 'paymentId', id: 'refundId', at: 'requestedAt' },
  }),
  complaints: standing(complaintsView)({
    ...{ title: '投诉', definition: '患者已提交、还没有答复的投诉', access },
    ...{ in: complaintsWaiting.in, late: complaintsWaiting.late, subject: 'complaintId', at: 'dueAt' },
  }),
  unpublished: ofPrescriptions({
    ...{ title: '待发布处方', definition: '药师已通过、医生还没有发布给患者的处方', access },
    ...{ in: ['passed'], subject: 'prescriptionId', at: 'submittedAt' },
  }),
  inProgress: ofConsultations({
    ...{ title: '问诊中', definition: '医生已接诊、还没有结束的问诊', access },
    ...{ in: ['in-progress'], subject: 'consultationId', at: 'acceptedAt' },
  }),
  unpaid: standing(registrationsView)({
    ...{ title: '待支付挂号', definition: '已占号、还没有付款的挂号', access },
    ...{ in: holdsPayable.in, subject: 'registrationId', at: 'heldAt' },
  }),
  taken: ofSessions({
    ...{ title: '今日已约号', definition: '今天出诊班次的已占用号数，停诊的班次不计', access },
    ...{ in: ['published'], today: 'day', sum: 'taken', subject: 'clinicSessionId', at: 'startsAt' },
  }),
  capacity: ofSessions({
    ...{ title: '今日号源', definition: '今天出诊班次的全部号数，停诊的班次不计', access },
    ...{ in: ['published'], today: 'day', sum: 'capacity', subject: 'clinicSessionId', at: 'startsAt' },
  }),
} as const;
export type StandingName = keyof typeof standingFigures;
