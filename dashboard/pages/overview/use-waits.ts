import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { useQuery } from '../../api/use-query.ts';
import type { RangeParams } from './range.ts';

/** Waiting time of accepted patients, median and 90th percentile. */
export const useWaits = (params: RangeParams) => useQuery(statisticsQueries.waiting, params);
