import { scheduleQueries } from '@yunzhen/contracts/schedule/queries';
import { useQuery } from '../../api/use-query.ts';

export const useSession = (clinicSessionId: string) => useQuery(scheduleQueries.clinicSession, { clinicSessionId });
