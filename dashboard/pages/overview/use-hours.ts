import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { useQuery } from '../../api/use-query.ts';
import type { RangeParams } from './range.ts';

/** When registrations are made: weekday and hour. */
export const useHours = (params: RangeParams) => useQuery(statisticsQueries.hours, params);
