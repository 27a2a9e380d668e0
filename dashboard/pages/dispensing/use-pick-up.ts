import { dispensingQueries } from '@yunzhen/contracts/dispensing/queries';
import { useQuery } from '../../api/use-query.ts';

/** One pick-up with its drugs; `id` undefined while none is chosen. */
export const usePickUp = (id: string | undefined) =>
  useQuery(dispensingQueries.dispensing, { dispensingId: id ?? '' }, { enabled: id !== undefined });
