import { type StandingName, standingFigures } from '@yunzhen/contracts/figures/standing';
import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { answer } from '../answer.ts';
import { type Stands, stands } from '../standing.ts';

export const overview = answer('overview', statisticsQueries.overview, async ({ view, now }) => {
  const all = await Promise.all(
    Object.entries(standingFigures).map(async ([name, figure]) => [name, await stands(view, figure, now)] as const),
  );
  return Object.fromEntries(all) as Record<StandingName, Stands>;
});
