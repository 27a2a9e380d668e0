import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { useQuery } from '../../api/use-query.ts';
import type { RangeParams } from './range.ts';

/** Volume, money and rating by department or doctor. */
export const useServices = (params: RangeParams & { by: 'department' | 'doctor' }) =>
  useQuery(statisticsQueries.services, params);
