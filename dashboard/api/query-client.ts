/** The cache of answers of this browser, and what makes them old. */
import { QueryClient } from '@tanstack/react-query';
import { answers as cached } from '@yunzhen/client/answers';
import { asking } from '@yunzhen/client/retries';
import { api } from './client.ts';

export const queryClient = new QueryClient({
  defaultOptions: { queries: asking, mutations: { networkMode: 'always' } },
});
export const answers = cached(api, queryClient);
