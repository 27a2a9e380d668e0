import { factTable } from '@yunzhen/contracts/statistics/facts';
import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { answer } from '../answer.ts';
import { arrived, ask, daysOf, inDays, ofDepartment, rangeOf, subjectOfDepartment } from '../figures.ts';

type Counts = Record<string, number>;
const counted = (id: string, kinds: Record<string, string>) =>
  Object.entries(kinds)
    .map(([name, kind]) => `uniqExactIf(${id}, kind = '${kind}') AS ${name}`)
    .join(', ');

/** One question per business line; money is by the channel's day, everything else by the day it happened. */
const queries = (departmentId: string | undefined) => [
  `SELECT day, ${counted('registration_id', {
    held: 'held',
    booked: 'booked',
    cancelled: 'cancelled',
    timedOut: 'timed-out',
  })}
   FROM ${factTable('registrations')}
   WHERE ${inDays} ${subjectOfDepartment('registration_id', departmentId)} GROUP BY day`,
  `SELECT day, ${counted('consultation_id', { accepted: 'accepted', completed: 'completed', rejected: 'rejected' })}
   FROM ${factTable('consultations')} WHERE ${inDays} ${ofDepartment(departmentId)} GROUP BY day`,
  `SELECT day, ${counted('(prescription_id, version)', { submitted: 'submitted', passed: 'passed', failed: 'failed' })},
     ${counted('prescription_id', { dispensed: 'dispensed' })}
   FROM ${factTable('prescriptions')} WHERE ${inDays} ${ofDepartment(departmentId)} GROUP BY day`,
  `SELECT day, uniqExactIf(payment_id, kind = 'line-paid') AS paid, sumIf(amount, kind = 'line-paid') AS revenue,
     countIf(${arrived}) AS refunds, sumIf(amount, ${arrived}) AS refunded
   FROM ${factTable('payments')} FINAL
   WHERE ${inDays} ${ofDepartment(departmentId)} GROUP BY day`,
];

const zeros = {
  held: 0,
  booked: 0,
  cancelled: 0,
  timedOut: 0,
  accepted: 0,
  completed: 0,
  rejected: 0,
  submitted: 0,
  passed: 0,
  failed: 0,
  dispensed: 0,
  paid: 0,
  revenue: 0,
  refunds: 0,
  refunded: 0,
};

export const trend = answer('trend', statisticsQueries.trend, async ({ params, clickhouse, now }) => {
  const range = rangeOf(params, now);
  const lines = await Promise.all(
    queries(range.departmentId).map(query => ask<Counts & { day: string }>(clickhouse, query, range)),
  );
  const byDay = new Map(daysOf(range).map(day => [day, { ...zeros }]));
  for (const { day, ...counts } of lines.flat()) Object.assign(byDay.get(day) ?? {}, counts);
  return [...byDay].map(([day, counts]) => ({ day, ...counts }));
});
