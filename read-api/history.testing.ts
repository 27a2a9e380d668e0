/** For tests of figures: what may become of visits, as events of the whole hospital. */
import fc from 'fast-check';
import {
  complained,
  department,
  doctor,
  held,
  opened,
  payment,
  prescribed,
  prescriptionId,
  registration,
  session,
  step,
  submitted,
  type Visit,
} from './story.ts';
import { type Given, idOf } from './testing.ts';

const departments = ['心内科', '骨科'] as const;
const doctors = ['王医生', '赵医生'] as const;
/** Some hours into the last day that anything happens on. */
export const now = '2026-01-12T02:00:00.000Z';

/** How far a visit got, and its prescription; each includes what comes before it, but for the ends before a consultation. */
const ends = ['held', 'timed-out', 'booked', 'withdrawn', 'rejected', 'accepted', 'terminated', 'completed'] as const;
const sheets = ['none', 'submitted', 'failed', 'passed', 'published', 'paid', 'ready', 'dispensed'] as const;
const refunds = ['requested', 'accepted', 'succeeded', 'abnormal', 'diverted', 'transferred'] as const;

const life = fc.record({
  where: fc.constantFrom(0, 1),
  /** Minutes after the beginning of the year, and between two steps. */
  begins: fc.nat(6 * 24 * 60),
  gap: fc.integer({ min: 1, max: 240 }),
  end: fc.constantFrom(...ends),
  sheet: fc.constantFrom(...sheets),
  refund: fc.constantFrom(...refunds),
  complains: fc.boolean(),
});
type Life = typeof life extends fc.Arbitrary<infer L> ? L : never;

/** Between midnights of Shanghai, in UTC. */
const begin = Date.parse('2026-01-01T00:00:00.000Z');

const lived = ({ where, begins, gap, end, sheet, refund, complains }: Life, index: number): Given[] => {
  const events: Given[] = [];
  let minutes = begins;
  const at = () => new Date(begin + minutes * 60_000).toISOString();
  const then = (make: (at: string) => Given) => {
    events.push(make(at()));
    minutes += gap;
  };
  const reached = (one: (typeof ends)[number]) => ends.indexOf(end) >= ends.indexOf(one);
  const visit: Visit = {
    ...{ name: `visit ${index}`, patient: '李雷', doctor: `${doctors[where]}`, department: `${departments[where]}` },
    ...{ session: `session ${where}`, number: index + 1, startsAt: at() },
  };
  const about = { registrationId: idOf(visit.name), clinicSessionId: idOf(visit.session) };
  const fee = { subject: visit.name, patient: '李雷', doctor: visit.doctor, department: visit.department };
  const money = { ...fee, amount: 1_200 };

  then(when => held(visit, when));
  if (end === 'held') return events;
  if (end === 'timed-out') {
    then(when => ({ type: 'registration.timed-out', data: about, at: when }));
    return events;
  }
  then(when => payment('created', money, when));
  then(when => payment('succeeded', money, when));
  then(when => payment('line-paid', money, when));
  then(when => registration(visit, 'paid', { paymentId: idOf(`${visit.name}款`), amount: 1_200 }, when));
  then(when => registration(visit, 'booked', { hisNumber: 'H' }, when));
  then(when => opened(visit, when));
  if (end === 'withdrawn' || end === 'rejected')
    then(when => step(visit, end, { ...(end === 'withdrawn' && { by: 'patient' }), reason: '改期' }, when));
  if (reached('accepted')) {
    then(when => step(visit, 'accepted', {}, when));
    events.push(...prescribing(visit, sheet, then));
  }
  if (end === 'terminated' || end === 'completed')
    then(when => step(visit, end, end === 'terminated' ? { reason: '转线下', prescriptionIds: [] } : {}, when));
  if (end === 'withdrawn' || end === 'rejected' || end === 'terminated') {
    const reason = {
      patientId: idOf('李雷'),
      by: end === 'withdrawn' ? 'patient' : 'doctor',
      reason: '改期',
      amount: 1_200,
    };
    if (end === 'withdrawn')
      then(when => ({ type: 'registration.cancelled', data: { ...about, ...reason }, at: when }));
    returning(money, refund, then);
  }
  if (complains) then(when => complained(visit, { dueAt: '2026-01-09T08:00:00.000Z' }, when));
  return events;
};

type Then = (make: (at: string) => Given) => void;
const prescribing = (visit: Visit, sheet: (typeof sheets)[number], then: Then): Given[] => {
  const reached = (one: (typeof sheets)[number]) => sheets.indexOf(sheet) >= sheets.indexOf(one);
  if (sheet === 'none') return [];
  const reviewed = { pharmacistId: idOf('孙药师'), version: 1 };
  then(when => submitted(visit, {}, when));
  if (sheet === 'failed') {
    then(when => prescribed(visit, 'failed', { ...reviewed, reason: '剂量' }, when));
    // Revised and handed in again, it waits once more.
    then(when => submitted(visit, { version: 2 }, when));
    return [];
  }
  if (reached('passed')) then(when => prescribed(visit, 'passed', reviewed, when));
  if (reached('published')) then(when => prescribed(visit, 'published', { total: 2_550, contentHash: 'h' }, when));
  if (reached('paid')) {
    const drugs = { subject: `${visit.name}方`, patient: '李雷', business: 'prescription', amount: 2_550 };
    const money = { ...drugs, doctor: visit.doctor, department: visit.department };
    then(when => payment('created', money, when));
    then(when => payment('line-paid', money, when));
    then(when => prescribed(visit, 'paid', { paymentId: idOf(`${visit.name}方款`), amount: 2_550 }, when));
  }
  const handed = { dispensingId: prescriptionId(visit), patientId: idOf('李雷') };
  if (reached('ready'))
    then(when => ({
      type: 'dispensing.readied',
      data: {
        ...handed,
        consultationId: idOf(visit.name),
        pickUpCode: '0123456789',
        pickUpCodeIndex: 'i',
        hisNumber: 'CF1',
      },
      at: when,
    }));
  if (reached('dispensed')) {
    const by = { pharmacistId: idOf('孙药师') };
    then(when => ({ type: 'dispensing.dispensed', data: { ...handed, ...by }, at: when }));
    then(when => prescribed(visit, 'dispensed', { ...by, amount: 2_550 }, when));
  }
  return [];
};

const returning = (money: Parameters<typeof payment>[1], refund: (typeof refunds)[number], then: Then): void => {
  then(when => payment('refund-requested', money, when));
  if (refund === 'requested') return;
  const told = (type: string, more: (at: string) => object) =>
    then(when => {
      const { data } = payment('refund-succeeded', money, when);
      const { channelRefundId, refundedAt, ...back } = data as Record<string, unknown>;
      return { type: `payment.${type}`, data: { ...back, ...more(when) }, at: when };
    });
  const channel = { channelRefundId: 'wx' };
  told('refund-accepted', acceptedAt => ({ ...channel, acceptedAt }));
  if (refund === 'succeeded') then(when => payment('refund-succeeded', money, when));
  if (refund === 'accepted' || refund === 'succeeded') return;
  told('refund-failed', () => ({ accepted: true, cause: 'abnormal' }));
  if (refund === 'abnormal') return;
  told('refund-diverted', divertedAt => ({ ...channel, divertedAt }));
  if (refund === 'transferred')
    told('refund-transferred', transferredAt => ({ staffId: idOf('财务'), reference: '2026', transferredAt }));
};

const today = fc.array(fc.record({ where: fc.constantFrom(0, 1), capacity: fc.integer({ min: 1, max: 9 }) }), {
  maxLength: 4,
});
const sessions = (all: { where: number; capacity: number }[]): Given[] =>
  all.flatMap(({ where, capacity }, index) => {
    const name = `today ${index}`;
    const departmentId = idOf(`${departments[where]}`);
    return [
      session(name, `${doctors[where]}`, '2026-01-12T01:00:00.000Z', { capacity, departmentId }),
      {
        type: 'clinic-session.number-held',
        data: {
          ...{ clinicSessionId: idOf(name), registrationId: idOf(`${name} r`), patientId: idOf('李雷') },
          ...{ visitPersonId: idOf('李雷 self'), number: 1, holdUntil: now },
        },
      },
    ];
  });

/** A history that can be, in the order of its days. */
export const history: fc.Arbitrary<Given[]> = fc
  .tuple(fc.array(life, { minLength: 1, maxLength: 20 }), today)
  .map(([lives, published]) => [
    ...departments.map(name => department(name)),
    ...doctors.map((name, index) => doctor(name, `${departments[index]}`)),
    ...sessions(published),
    ...lives.flatMap(lived).sort((a, b) => `${a.at}`.localeCompare(`${b.at}`)),
  ]);
export const places: readonly (string | undefined)[] = [undefined, ...departments.map(idOf)];
