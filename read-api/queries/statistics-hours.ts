import { factTable } from '@yunzhen/contracts/statistics/facts';
import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { answer } from '../answer.ts';
import { ask, inDays, ofDepartment, rangeOf } from '../figures.ts';

const query = (departmentId: string | undefined) => `
  SELECT toDayOfWeek(at, 0, 'Asia/Shanghai') AS weekday, toHour(at, 'Asia/Shanghai') AS hour,
    uniqExact(registration_id) AS held
  FROM ${factTable('registrations')}
  WHERE ${inDays} AND kind = 'held' ${ofDepartment(departmentId)}
  GROUP BY weekday, hour
  ORDER BY weekday, hour`;

export const hours = answer('hours', statisticsQueries.hours, ({ params, clickhouse, now }) => {
  const range = rangeOf(params, now);
  return ask(clickhouse, query(range.departmentId), range);
});
