import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { factTable } from '@yunzhen/contracts/statistics/facts';
import { funnelSteps, statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { answer } from '../answer.ts';
import { ask, ofDepartment } from '../figures.ts';

/** A cohort, in which a step counts who got through all before it: none can be larger than the one before. */
const query = (departmentId: string | undefined) => `
  WITH cohort AS (
    SELECT registration_id FROM ${factTable('registrations')}
    WHERE kind = 'held' AND visit_day = {day:Date} ${ofDepartment(departmentId)}
  ),
  reachable AS (
    SELECT id, groupUniqArray(step) AS steps FROM (
      SELECT registration_id AS id, kind AS step FROM ${factTable('registrations')}
      WHERE registration_id IN cohort
      UNION ALL
      SELECT consultation_id, kind FROM ${factTable('consultations')} WHERE consultation_id IN cohort
      UNION ALL
      SELECT consultation_id, if(kind = 'published', 'prescribed', kind) FROM ${factTable('prescriptions')}
      WHERE consultation_id IN cohort AND kind IN ('published', 'dispensed')
    )
    GROUP BY id
  )
  SELECT ${funnelSteps
    .map((step, index) => {
      const all = funnelSteps.slice(0, index + 1).map(one => `'${one}'`);
      return `countIf(hasAll(steps, [${all.join(', ')}])) AS ${step}`;
    })
    .join(', ')}
  FROM reachable`;

export const funnel = answer('funnel', statisticsQueries.funnel, async ({ params, clickhouse, now }) => {
  const { day = chinaDayOf(now), departmentId } = params;
  const [counts] = await ask<Record<string, number>>(clickhouse, query(departmentId), { day, departmentId });
  const of = (index: number) => counts?.[funnelSteps[index] ?? ''] ?? 0;
  return {
    day,
    steps: funnelSteps.map((step, index) => ({
      step,
      numerator: of(index),
      denominator: of(Math.max(0, index - 1)),
    })),
  };
});
