import { departmentsView } from '@yunzhen/contracts/catalogue/row';
import { happenedFigures } from '@yunzhen/contracts/figures/happened';
import { practitionersView } from '@yunzhen/contracts/practitioner/row';
import { factTable } from '@yunzhen/contracts/statistics/facts';
import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { answer } from '../answer.ts';
import { ask, inDays, ofDepartment, rangeOf } from '../figures.ts';
import { grouped } from '../happened.ts';
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

const { held, booked, cancelled, accepted, decided, completed, revenue, refunded } = happenedFigures;
const counted = { held, booked, cancelled, accepted, decided, completed, revenue, refunded };

/** What is no figure of its own: the numerators of shares. */
const queries = (key: Key, departmentId: string | undefined) => [
  ...grouped(counted, `${key} AS id`, departmentId, true),
  `SELECT ${key} AS id, uniqExact(consultation_id) AS prescribed
   FROM ${factTable('consultations')}
   WHERE ${inDays} AND kind = 'completed' AND consultation_id IN (
     SELECT consultation_id FROM ${factTable('prescriptions')} WHERE kind = 'published') ${ofDepartment(departmentId)}
   GROUP BY id`,
  `SELECT ${key} AS id, count() AS ratings, countIf(of.stars >= 4) AS satisfied, sum(of.stars) AS stars
   FROM (SELECT * FROM ${factTable('ratings')} FINAL WHERE ${inDays} AND kind = 'rated'
     AND rating_id NOT IN (SELECT rating_id FROM ${factTable('ratings')} WHERE kind = 'hidden')) AS of
   WHERE 1 ${ofDepartment(departmentId)} GROUP BY id`,
];

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
