/** Patients pay what they owe, look after it, and ask for money back; operators decide on that. */
import type { Business } from '@yunzhen/contracts/payment/bill';
import type { payment } from '@yunzhen/contracts/payment/payment';
import type { Actor } from '@yunzhen/contracts/roles';
import { type Behaviour, detour, each, onTheWay, type Sight, type Want } from './behaviour.ts';
import { patient, wanting } from './intent.ts';

const want = wanting<typeof payment>('payment');

/** What is owed for one or more things; the channel then prepares an order, which is paid at its cashier. */
export const order = (by: Actor, id: string, business: Business, ...subjectIds: readonly string[]) =>
  want(by, id, 'create', { lines: subjectIds.map(subjectId => ({ business, subjectId })) });
/** Back from the cashier: has it arrived? */
export const check = (by: Actor, id: string) => want(by, id, 'check', {});
export const askRefund = (by: Actor, id: string, about: { readonly requestId: string; readonly subjectId: string }) =>
  want(by, id, 'ask-refund', { ...about, reason: '药品有破损' });
export const grantRefund = (by: Actor, id: string, requestId: string, amount: number) =>
  want(by, id, 'grant-refund', { requestId, amount });
export const denyRefund = (by: Actor, id: string, requestId: string) =>
  want(by, id, 'deny-refund', { requestId, reason: '药品已发放' });

/** Who has begun to pay seldom begins again. */
const unpaid = (id: string, { truth, random }: Sight): boolean =>
  random.chance(0.02) ||
  ![...truth.payment.values()].some(
    ({ lines, status }) => status !== 'closed' && lines.some(({ subjectId }) => subjectId === id),
  );
const payRegistration: Want = sight =>
  [...sight.truth.registration].flatMap(([id, { status, place }]) =>
    status === 'held' && unpaid(id, sight)
      ? [() => order(patient(place?.patientId ?? ''), sight.random.uuid(), 'registration', id)]
      : [],
  );
/** Some pay all that they owe together. */
const payPrescription: Want = sight => {
  const due = [...sight.truth.prescription].filter(
    ([id, { status, written }]) => status === 'published' && written && written.total > 0 && unpaid(id, sight),
  );
  return due.map(([id, { written }]) => () => {
    const patientId = written?.patientId ?? '';
    const theirs = due.filter(([, other]) => other.written?.patientId === patientId).map(([other]) => other);
    return order(
      patient(patientId),
      sight.random.uuid(),
      'prescription',
      ...(sight.random.chance(0.7) ? theirs : [id]),
    );
  });
};
/** Of what is over: also of what has gone back already, or was asked for before. */
const askRefundOne: Want = ({ truth, random }) =>
  [...truth.payment].flatMap(([id, { status, patientId, lines }]) =>
    status !== 'succeeded'
      ? []
      : lines
          .filter(({ business, subjectId }) =>
            business === 'registration'
              ? truth.registration.get(subjectId)?.status === 'completed'
              : truth.prescription.get(subjectId)?.status === 'dispensed',
          )
          .map(
            ({ subjectId }) =>
              () =>
                askRefund(patient(patientId), id, { requestId: random.uuid(), subjectId }),
          ),
  );
const asked =
  (decide: (id: string, requestId: string, amount: number, sight: Sight) => ReturnType<typeof denyRefund>): Want =>
  sight =>
    [...sight.truth.payment].flatMap(([id, { requests }]) =>
      Object.entries(requests).flatMap(([requestId, { status, amount }]) =>
        status === 'asked' ? [() => decide(id, requestId, amount, sight)] : [],
      ),
    );

export const behaviours: readonly Behaviour[] = [
  onTheWay(25, payRegistration),
  onTheWay(40, payPrescription),
  detour(
    1,
    each(
      'payment',
      ({ status, tenders }) => status === 'created' && tenders.wechat?.prepayId !== null,
      (id, { patientId }) => check(patient(patientId), id),
    ),
  ),
  detour(3, askRefundOne),
  detour(
    10,
    asked((id, requestId, amount, { random, operator }) =>
      grantRefund(operator, id, requestId, random.chance(0.5) ? amount : 1 + random.below(amount)),
    ),
  ),
  detour(
    2,
    asked((id, requestId, _, { operator }) => denyRefund(operator, id, requestId)),
  ),
];
