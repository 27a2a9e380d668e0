import { departmentsView } from '@yunzhen/contracts/catalogue/row';
import { factTable } from '@yunzhen/contracts/statistics/facts';
import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { answer } from '../answer.ts';
import { ask, inDays, ofDepartment, rangeOf } from '../figures.ts';
import { byId } from '../names.ts';

/** From the booking, or the session's start when that is later, to the doctor's acceptance; not less than nothing. */
const query = (departmentId: string | undefined) => `
  WITH these AS (
    SELECT consultation_id FROM ${factTable('consultations')}
    WHERE ${inDays} AND kind = 'accepted' ${ofDepartment(departmentId)}
  ),
  waits AS (
    SELECT anyIf(day, kind = 'accepted') AS day, any(department_id) AS department,
      greatest(0, dateDiff('second', greatest(anyIf(at, kind = 'opened'), anyIf(starts_at, kind = 'opened')),
        anyIf(at, kind = 'accepted'))) AS seconds
    FROM ${factTable('consultations')}
    WHERE consultation_id IN these AND kind IN ('opened', 'accepted')
    GROUP BY consultation_id
  )
  SELECT day, department AS departmentId, grouping(day) AS whole, count() AS accepted,
    ifNotFinite(round(quantileExactInclusive(0.5)(seconds)), 0) AS p50Seconds, ifNotFinite(round(quantileExactInclusive(0.9)(seconds)), 0) AS p90Seconds
  FROM waits
  GROUP BY GROUPING SETS ((day, department), ())
  ORDER BY day, department`;

interface Counts {
  readonly day: string;
  readonly departmentId: string;
  /** 1 in the row of the whole range. */
  readonly whole: number;
  readonly accepted: number;
  readonly p50Seconds: number;
  readonly p90Seconds: number;
}

export const waiting = answer('waiting', statisticsQueries.waiting, async ({ params, clickhouse, view, now }) => {
  const range = rangeOf(params, now);
  const found = await ask<Counts>(clickhouse, query(range.departmentId), range);
  const groups = found.filter(({ whole }) => !whole);
  const departments = await byId(
    view,
    departmentsView,
    groups.map(({ departmentId }) => departmentId),
  );
  const figures = ({ accepted, p50Seconds, p90Seconds }: Omit<Counts, 'day' | 'departmentId' | 'whole'>) => ({
    accepted,
    p50Seconds,
    p90Seconds,
  });
  const none = { accepted: 0, p50Seconds: 0, p90Seconds: 0 };
  return {
    all: figures(found.find(({ whole }) => whole) ?? none),
    rows: groups.map(({ day, departmentId, ...row }) => ({
      day,
      departmentId,
      departmentName: departments.get(departmentId)?.name ?? null,
      ...figures(row),
    })),
  };
});
