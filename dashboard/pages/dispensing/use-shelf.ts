import { dispensingQueries } from '@yunzhen/contracts/dispensing/queries';
import { usePages } from '../../api/use-query.ts';

export type Shelf = 'ready' | 'dispensed';

/** What is to be picked up, the longest waiting first, or was handed out, newest first. */
export const useShelf = (status: Shelf) => usePages(dispensingQueries.dispensings, { status, limit: 30 });
