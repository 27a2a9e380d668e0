import { expect, test } from '@jest/globals';
import { capabilities } from '@yunzhen/contracts/index';
import { currentFixtures } from '@yunzhen/contracts/testing/fixtures';
import fc from 'fast-check';
import { z } from 'zod';
import { isCarried, spelled } from '../reactions/carried.ts';
import type { Process, Reaction } from '../reactions/process.ts';
import { booking } from './booking.ts';
import { cases } from './cases.ts';
import { consulting } from './consulting.ts';
import { dispensing } from './dispensing.ts';
import { paying } from './paying.ts';

const processes = [booking, paying, consulting, dispensing, cases];
/** What the sealed reasons of the fixtures are taken to say. */
const reasons: Readonly<Record<string, string>> = {
  'registration.cancelled': '患者时间冲突',
  'consultation.withdrawn': '临时有事，改期',
  'consultation.rejected': '不符合复诊条件',
  'consultation.cancelled': '医生临时急诊手术',
  'consultation.terminated': '病情变化，建议线下就诊',
  'payment.refund-requested': '挂号已取消',
  'prescription.rejected': '药房库存不足',
  'prescription.cancelled': '药品召回',
  'dispensing.cancelled': '药品召回',
};
const fixtures = new Map(
  [...currentFixtures()].map(
    ([type, data]) => [type, reasons[type] ? { ...data, reason: reasons[type] } : data] as const,
  ),
);
const eventId = '0199eeee-0000-7000-8000-000000000000';
const meta = { eventId, at: '2026-03-02T01:00:00.000Z' };
const reactions = ({ on }: Process, type: string, data: object | undefined): readonly Reaction[] =>
  [on[type]?.(data as never, meta) ?? []].flat();

/** As it is once it is opened. */
const opened = (input: unknown): unknown =>
  Object.fromEntries(
    Object.entries(input as object).map(([field, value]) => [
      field,
      isCarried(value) ? spelled(value, String(value.carried)) : value,
    ]),
  );

/** What follows, in words: `when: who/what` and what is said. */
const follows = (process: Process, type: string, changed: object = {}) =>
  reactions(process, type, { ...fixtures.get(type), ...changed }).map(reaction => {
    const at = reaction.at ? `${reaction.at}: ` : '';
    if (reaction.kind === 'call') return [at + reaction.gateway, opened(reaction.input)];
    if (reaction.kind === 'send')
      return [`${at}${reaction.capability}-${reaction.id}/${reaction.command}`, opened(reaction.input)];
    return [reaction.kind, { work: reaction.work, round: reaction.round }];
  });

const of = (type: string, field: string) => String(fixtures.get(type)?.[field]);
const visit = of('registration.held', 'registrationId');
const session = of('registration.held', 'clinicSessionId');
const doctorId = of('registration.held', 'doctorId');
const departmentId = of('registration.held', 'departmentId');
const patientId = of('registration.held', 'patientId');
const visitPersonId = of('registration.held', 'visitPersonId');
const startsAt = of('registration.held', 'startsAt');
const prescription = of('prescription.submitted', 'prescriptionId');
const pharmacistId = of('dispensing.dispensed', 'pharmacistId');
const paymentId = of('payment.created', 'paymentId');
const refundId = of('payment.refund-requested', 'refundId');
const amount = 2_500;
const registration = `registration-${visit}`;
const free = (cause: string) => [`clinic-session-${session}/release-number`, { registrationId: visit, cause }];
const refund = (reason: string, ground = 'cancelled', subjectId = visit) => [
  `payment-${paymentId}/give-back`,
  { subjectId, ground, reason },
];
const givenUp = (side: string, reason: string) => [`${registration}/cancel-by-hospital`, { side, reason }];

test('[P6.11] a held number is given back when its time is over', () => {
  expect(follows(booking, 'clinic-session.number-held')).toEqual([
    [
      `2026-03-02T01:15:00.000Z: registration-${of('clinic-session.number-held', 'registrationId')}/time-out`,
      { clinicSessionId: session },
    ],
  ]);
  expect(follows(booking, 'registration.timed-out')).toEqual([free('timed-out')]);
});

const holdEnded = [`patient-${patientId}/end-hold`, { registrationId: visit }];

test('[P6.6] what is paid goes to HIS, what HIS took into the queue', () => {
  expect(follows(booking, 'registration.paid')).toEqual([
    ['his.register', { registrationId: visit, doctorId, departmentId, startsAt, number: 7, amount }],
    holdEnded,
  ]);
  expect(follows(booking, 'registration.booked')).toEqual([
    [
      `consultation-${visit}/open`,
      { clinicSessionId: session, doctorId, departmentId, patientId, visitPersonId, startsAt, number: 7 },
    ],
  ]);
  expect(follows(booking, 'consultation.opened')).toEqual([
    [`clinic-session-${session}/book-number`, { registrationId: visit }],
  ]);
});

test('[P6.12] money that is not wanted goes back, and so does the number', () => {
  expect(follows(booking, 'registration.failed')).toEqual([free('failed'), refund('挂号未成功')]);
  expect(follows(booking, 'registration.payment-declined')).toEqual([refund('支付超时或重复', 'declined')]);
  expect(follows(booking, 'registration.cancelled')).toEqual([
    refund('挂号已取消'),
    ['his.cancel', { registrationId: visit, reason: '患者时间冲突' }],
  ]);
  const unpaid = { paymentId: undefined, amount: undefined };
  expect(follows(booking, 'registration.cancelled', unpaid)).toEqual([free('cancelled'), holdEnded]);
  // What costs nothing was booked there all the same: HIS has to know.
  const gratis = { paymentId: undefined, amount: 0 };
  expect(follows(booking, 'registration.cancelled', gratis)).toEqual([
    ['his.cancel', { registrationId: visit, reason: '患者时间冲突' }],
  ]);
  expect(follows(booking, 'registration.failed', gratis)).toEqual([free('failed')]);
});

test('[O1.1] an hour after the end of a session, who still waits is told and refunded', () => {
  const endsAt = '2026-03-02T04:00:00.000Z';
  const id = of('clinic-session.published', 'clinicSessionId');
  expect(follows(booking, 'clinic-session.published', { endsAt })).toEqual([
    [`2026-03-02T05:00:00.000Z: clinic-session-${id}/close`, {}],
  ]);
  expect(follows(booking, 'clinic-session.closed', { registrationIds: [visit] })).toEqual([
    givenUp('hospital', '出诊已结束，医生未能接诊'),
  ]);
});

test('[O1.1] a suspended session cancels each of its registrations', () => {
  const other = '0199dddd-0000-7000-8000-000000000000';
  expect(follows(booking, 'clinic-session.suspended', { registrationIds: [visit, other] })).toEqual([
    givenUp('hospital', '停诊：医生外出会诊'),
    [`registration-${other}/cancel-by-hospital`, { side: 'hospital', reason: '停诊：医生外出会诊' }],
  ]);
});

test('[D3.3] [D3.6] what the doctor or the patient gives up is cancelled, what is completed is over', () => {
  expect(follows(booking, 'consultation.withdrawn')).toEqual([givenUp('patient', '临时有事，改期')]);
  expect(follows(booking, 'consultation.withdrawn', { by: 'hospital', reason: '停诊' })).toEqual([
    givenUp('hospital', '停诊'),
  ]);
  expect(follows(booking, 'consultation.rejected')).toEqual([givenUp('doctor', '不符合复诊条件')]);
  expect(follows(booking, 'consultation.cancelled')).toEqual([givenUp('doctor', '医生临时急诊手术')]);
  expect(follows(booking, 'consultation.terminated')).toEqual([givenUp('doctor', '病情变化，建议线下就诊')]);
  expect(follows(booking, 'consultation.completed')).toEqual([[`${registration}/complete`, {}]]);
});

test('[P6.9] [P7.3] a payment is ordered, closed in time, and told to what it pays for', () => {
  const { description, expiresAt } = fixtures.get('payment.created') ?? {};
  expect(follows(paying, 'payment.created')).toEqual([
    ['wechat-pay.prepay', { paymentId, patientId, amount, description, expiresAt }],
    [`${expiresAt}: wechat-pay.close`, { paymentId }],
  ]);
  expect(follows(paying, 'payment.line-paid')).toEqual([[`${registration}/confirm-payment`, { paymentId, amount }]]);
  expect(follows(paying, 'payment.line-paid', { business: 'prescription', subjectId: prescription })).toEqual([
    [`prescription-${prescription}/confirm-payment`, { paymentId, amount }],
  ]);
});

test('[P7.7] a refund is asked of the channel; a prescription that is not to be had is paid back', () => {
  const askAt = '2026-03-02T01:20:00.000Z';
  const asked = [`${askAt}: wechat-pay.refund`, { paymentId, refundId, amount, total: amount, reason: '挂号已取消' }];
  expect(follows(paying, 'payment.refund-requested')).toEqual([asked]);
  expect(follows(paying, 'payment.refund-requested', { method: 'pooled-fund' })).toEqual([]);
  expect(follows(paying, 'prescription.rejected')).toEqual([refund('药房库存不足', 'cancelled', prescription)]);
  expect(follows(paying, 'prescription.rejected', { paymentId: undefined })).toEqual([]);
  expect(follows(paying, 'prescription.payment-declined')).toEqual([
    refund('支付超时或重复', 'declined', prescription),
  ]);
});

test('[P7.7] HIS hears of what was granted after the service, once', () => {
  const lineId = of('payment.refund-requested', 'lineId');
  const granted = { ground: 'granted' };
  expect(follows(paying, 'payment.refund-requested', granted)[1]).toEqual([
    'his.refund',
    { patientId, lineId, refundId, method: 'wechat', amount, reason: '挂号已取消' },
  ]);
  expect(follows(paying, 'payment.refund-requested', { ...granted, replaces: visit })).toHaveLength(1);
});

test('[P7.7] a refund is asked about until it is settled; one that fails is for people', () => {
  const acceptedAt = of('payment.refund-accepted', 'acceptedAt');
  expect(follows(paying, 'payment.refund-accepted')).toEqual([
    ['wechat-pay.refund-state', { paymentId, refundId, acceptedAt }],
  ]);
  expect(follows(paying, 'payment.refund-failed')).toEqual([
    ['wechat-pay.failed-refund', { paymentId, refundId, cause: 'abnormal' }],
  ]);
  expect(follows(paying, 'payment.refund-redirected')).toEqual([
    ['wechat-pay.redirect-refund', { paymentId, refundId }],
  ]);
  const { number, acceptedAt: at } = fixtures.get('payment.refund-found') ?? {};
  expect(follows(paying, 'payment.refund-found')).toEqual([
    ['wechat-pay.refund-state', { paymentId, refundId, number, acceptedAt: at }],
  ]);
});

test('[O1.3] a cancelled prescription is paid back, cancelled at HIS, and told in the chat', () => {
  const reason = '药品召回';
  const unpaid = { paymentId: undefined, amount: undefined };
  expect(follows(paying, 'prescription.cancelled')).toEqual([refund('处方已取消', 'cancelled', prescription)]);
  expect(follows(dispensing, 'prescription.cancelled')).toEqual([
    ['his.cancel-prescription', { prescriptionId: prescription, reason }],
  ]);
  const notice = (text: string) => [
    `conversation-${visit}/post-card`,
    { messageId: eventId, kind: 'notice', text: `处方已由医院取消${text}：${reason}` },
  ];
  expect(follows(consulting, 'prescription.cancelled')).toEqual([notice('，药费原路退回')]);
  expect(follows(consulting, 'prescription.cancelled', unpaid)).toEqual([notice('')]);
  const [[, card] = []] = follows(consulting, 'prescription.cancelled', { by: 'doctor' });
  expect(card).toMatchObject({ text: `处方已由医生取消，药费原路退回：${reason}` });
  for (const process of [paying, dispensing]) expect(follows(process, 'prescription.cancelled', unpaid)).toEqual([]);
  expect(follows(consulting, 'prescription.cancelled', { published: false })).toEqual([]);
  expect(follows(dispensing, 'dispensing.cancelled')).toEqual([
    [`prescription-${prescription}/confirm-cancelled`, { side: 'hospital', reason }],
  ]);
});

test('[P6.14] [P10.2] [P10.3] the chat opens, shows documents as cards, and closes', () => {
  const chat = `conversation-${visit}`;
  expect(follows(consulting, 'consultation.accepted')).toEqual([
    [`${chat}/open`, { patientId, visitPersonId, doctorId }],
  ]);
  expect(follows(consulting, 'record.published')).toEqual([
    [`${chat}/post-card`, { messageId: eventId, kind: 'record', documentId: visit }],
  ]);
  expect(follows(consulting, 'prescription.published')).toEqual([
    [`${chat}/post-card`, { messageId: eventId, kind: 'prescription', documentId: prescription }],
  ]);
  for (const end of ['completed', 'cancelled', 'terminated'])
    expect(follows(consulting, `consultation.${end}`).at(-1)).toEqual([`${chat}/close`, {}]);
});

test('[D3.6] what was prescribed in a visit ends with it, and not with one that was completed', () => {
  const falls = (end: string, text: string) => {
    const prescriptionIds = [prescription, visit];
    expect(follows(consulting, `consultation.${end}`, { prescriptionIds }).slice(0, -1)).toEqual(
      prescriptionIds.map(id => [`prescription-${id}/cancel-with-visit`, { side: 'doctor', reason: text }]),
    );
  };
  falls('cancelled', '问诊已取消：医生临时急诊手术');
  falls('terminated', '问诊已终止：病情变化，建议线下就诊');
  expect(follows(consulting, 'consultation.completed')).toHaveLength(1);
});

test('[P8.2] [R2.3] [R3.1] a prescription and its claim expire, it is handed in once paid, and its dispensing is told', () => {
  expect(follows(dispensing, 'prescription.submitted')).toEqual([
    [`2026-03-02T15:59:59.999Z: prescription-${prescription}/expire`, {}],
  ]);
  const until = '2026-03-02T01:30:00.000Z';
  expect(follows(dispensing, 'prescription.claimed', { until })).toEqual([
    [`${until}: prescription-${of('prescription.claimed', 'prescriptionId')}/time-out-claim`, {}],
  ]);
  expect(follows(dispensing, 'prescription.paid')).toEqual([
    ['his.prescribe', { prescriptionId: prescription, patientId, amount: 2_550 }],
  ]);
  expect(follows(dispensing, 'dispensing.dispensed')).toEqual([
    [`prescription-${prescription}/confirm-dispensed`, { pharmacistId }],
    ['his.dispense', { prescriptionId: prescription }],
  ]);
});

test('[I1] what is stuck is due again when somebody sends it again, and is taken out when it is closed', () => {
  const work = of('case.retried', 'work');
  expect(follows(cases, 'case.retried')).toEqual([['resume', { work, round: 1 }]]);
  expect(follows(cases, 'case.closed')).toEqual([['drop', { work, round: 0 }]]);
});

test('the tables react to events that there are, and to those above alone', () => {
  const types = processes.flatMap(({ name, on }) => Object.keys(on).map(type => `${name} ${type}`));
  expect(types).toHaveLength(41);
  for (const type of types) expect([...fixtures.keys()]).toContain(type.split(' ')[1]);
});

/** Texts as long as their events allow: a command that is refused for its length would be asked for ever. */
const long = fc.integer({ min: 1, max: 200 }).map(length => '长'.repeat(length));

test('whatever an event says, the commands that follow are such that their streams can take', () => {
  for (const [type, fixture] of fixtures)
    fc.assert(
      fc.property(long, reason => {
        const data =
          'reason' in fixture && type !== 'payment.closed' && type !== 'payment.declined'
            ? { ...fixture, reason }
            : fixture;
        for (const process of processes)
          for (const reaction of reactions(process, type, data)) {
            if (reaction.kind !== 'send') continue;
            const commands = capabilities.find(({ name }) => name === reaction.capability)?.commands ?? {};
            const shape = commands[reaction.command];
            expect([type, reaction.command, shape !== undefined]).toEqual([type, reaction.command, true]);
            const parsed = z.strictObject(shape?.input ?? {}).safeParse(opened(reaction.input));
            expect([type, reaction.command, parsed.error?.issues ?? []]).toEqual([type, reaction.command, []]);
            expect(z.uuid().safeParse(reaction.id).success).toBe(true);
          }
      }),
      { numRuns: 10, examples: [['长'.repeat(200)], ['长'.repeat(80)]] },
    );
});
