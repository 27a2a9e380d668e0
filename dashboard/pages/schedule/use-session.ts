import { scheduleQueries } from '@yunzhen/contracts/schedule/views';
import { useQuery } from '../../api/use-query.ts';

export const useSession = (sessionId: string) => useQuery(scheduleQueries.session, { sessionId });
