import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import type { z } from 'zod';
import { useQuery } from '../../api/use-query.ts';
import type { RangeParams } from './range.ts';

export type TrendDay = z.output<typeof statisticsQueries.trend.result>[number];

/** What happened on each day. */
export const useTrend = (params: RangeParams) => useQuery(statisticsQueries.trend, params);
