import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { useQuery } from '../../api/use-query.ts';

/** What waits, what is late and what went wrong, at this moment. */
export const useOverview = () => useQuery(statisticsQueries.overview, {});
