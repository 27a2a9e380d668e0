import { dispensingQueries } from '@yunzhen/contracts/dispensing/queries';
import { usePages } from '../../api/use-query.ts';

export type PickUpPart = 'ready' | 'dispensed';

/** What is to be picked up, the longest waiting first, or was handed out, newest first. */
export const usePickUps = (status: PickUpPart) => usePages(dispensingQueries.dispensings, { status, limit: 30 });
