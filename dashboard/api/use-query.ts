/** Queries of the contracts on a page, kept up to date. Only who is signed in sees a page that asks. */
import { queryHooks } from '@yunzhen/client/query-hooks';
import { answers } from './query-client.ts';

export const { useQuery, usePages } = queryHooks({ answers, useSignedIn: () => true, keepsPrevious: true });
