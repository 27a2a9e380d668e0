import { happenedFigures } from '@yunzhen/contracts/figures/happened';
import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { answer } from '../answer.ts';
import { ask, rangeOf } from '../figures.ts';
import { grouped } from '../happened.ts';

const { held } = happenedFigures;
const when = "(toDayOfWeek(at, 0, 'Asia/Shanghai'), toHour(at, 'Asia/Shanghai')) AS when";

export const hours = answer('hours', statisticsQueries.hours, async ({ params, clickhouse, now }) => {
  const range = rangeOf(params, now);
  const [query = ''] = grouped({ held }, when, range.departmentId);
  const found = await ask<{ when: [number, number]; held: number }>(clickhouse, `${query} ORDER BY when`, range);
  return found.map(({ when: [weekday, hour], held }) => ({ weekday, hour, held }));
});
