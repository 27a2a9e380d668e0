import { type HappenedName, happenedFigures } from '@yunzhen/contracts/figures/happened';
import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { answer } from '../answer.ts';
import { ask, daysOf, rangeOf } from '../figures.ts';
import { grouped } from '../happened.ts';

const zeros = Object.fromEntries(Object.keys(happenedFigures).map(name => [name, 0])) as Record<HappenedName, number>;

export const trend = answer('trend', statisticsQueries.trend, async ({ params, clickhouse, now }) => {
  const range = rangeOf(params, now);
  const lines = await Promise.all(
    grouped(happenedFigures, 'day', range.departmentId).map(query =>
      ask<Record<string, number> & { day: string }>(clickhouse, query, range),
    ),
  );
  const byDay = new Map(daysOf(range).map(day => [day, { ...zeros }]));
  for (const { day, ...counts } of lines.flat()) Object.assign(byDay.get(day) ?? {}, counts);
  return [...byDay].map(([day, counts]) => ({ day, ...counts }));
});
