import { departmentsView } from '@yunzhen/contracts/catalogue/row';
import { practitionersView } from '@yunzhen/contracts/practitioner/row';
import { factTable } from '@yunzhen/contracts/statistics/facts';
import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { answer } from '../answer.ts';
import { arrived, ask, inDays, rangeOf, subjects } from '../figures.ts';
import { byId } from '../names.ts';

type Key = 'department_id' | 'doctor_id';
const zeros = {
  held: 0,
  booked: 0,
  cancelled: 0,
  accepted: 0,
  decided: 0,
  completed: 0,
  prescribed: 0,
  revenue: 0,
  refunded: 0,
  ratings: 0,
  satisfied: 0,
  stars: 0,
};
type Counts = typeof zeros & { readonly id: string };

/** Only what something happened to is looked up: the right side of a join is held in memory. */
const registered = `SELECT registration_id FROM ${factTable('registrations')} WHERE ${inDays}`;

const queries = (key: Key, departmentId: string | undefined) => {
  const only = departmentId ? 'AND of.department_id = {departmentId:UUID}' : '';
  return [
    `SELECT of.${key} AS id, uniqExactIf(r.registration_id, kind = 'held') AS held,
       uniqExactIf(r.registration_id, kind = 'booked') AS booked,
       uniqExactIf(r.registration_id, kind = 'cancelled') AS cancelled
     FROM ${factTable('registrations')} AS r
     INNER JOIN (${subjects(registered)}) AS of ON of.id = r.registration_id
     WHERE ${inDays} ${only} GROUP BY id`,
    `SELECT of.${key} AS id, uniqExactIf(consultation_id, kind = 'accepted') AS accepted,
       uniqExactIf(consultation_id, kind IN ('accepted', 'rejected', 'withdrawn')) AS decided,
       uniqExactIf(consultation_id, kind = 'completed') AS completed,
       uniqExactIf(consultation_id, kind = 'completed' AND consultation_id IN (
         SELECT consultation_id FROM ${factTable('prescriptions')} WHERE kind = 'published')) AS prescribed
     FROM ${factTable('consultations')} AS of
     WHERE ${inDays} ${only} GROUP BY id`,
    `SELECT of.${key} AS id, sumIf(amount, kind = 'line-paid') AS revenue, sumIf(amount, ${arrived}) AS refunded
     FROM ${factTable('payments')} AS of FINAL
     WHERE ${inDays} AND (kind = 'line-paid' OR ${arrived}) ${only} GROUP BY id`,
    `SELECT of.${key} AS id, count() AS ratings, countIf(of.stars >= 4) AS satisfied, sum(of.stars) AS stars
     FROM (SELECT * FROM ${factTable('ratings')} FINAL WHERE ${inDays} AND kind = 'rated'
       AND rating_id NOT IN (SELECT rating_id FROM ${factTable('ratings')} WHERE kind = 'hidden')) AS of
     WHERE 1 ${only} GROUP BY id`,
  ];
};

export const services = answer('services', statisticsQueries.services, async ({ params, clickhouse, view, now }) => {
  const range = rangeOf(params, now);
  const key: Key = params.by === 'doctor' ? 'doctor_id' : 'department_id';
  const lines = await Promise.all(
    queries(key, range.departmentId).map(query => ask<Partial<Counts> & { id: string }>(clickhouse, query, range)),
  );
  const counts = new Map<string, Counts>();
  for (const line of lines.flat()) counts.set(line.id, { ...(counts.get(line.id) ?? zeros), ...line });
  const ids = [...counts.keys()];
  const known = await (params.by === 'doctor' ? byId(view, practitionersView, ids) : byId(view, departmentsView, ids));
  return [...counts.values()]
    .map(({ id, accepted, decided, completed, prescribed, ratings, satisfied, ...rest }) => ({
      id,
      name: known.get(id)?.name ?? null,
      ...rest,
      completed,
      accepted: { numerator: accepted, denominator: decided },
      prescribed: { numerator: prescribed, denominator: completed },
      satisfied: { numerator: satisfied, denominator: ratings },
    }))
    .sort((a, b) => b.completed - a.completed || b.held - a.held || a.id.localeCompare(b.id));
});
