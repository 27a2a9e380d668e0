import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { useQuery } from '../../api/use-query.ts';

/** Of the registrations for one day's sessions: how many got how far. */
export const useFunnel = (params: { day?: string; departmentId?: string }) =>
  useQuery(statisticsQueries.funnel, params);
