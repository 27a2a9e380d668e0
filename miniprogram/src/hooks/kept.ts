/** An answer that is needed where there is no network, such as a pick-up code in a basement: the last one stays on the phone. */

import { useStore } from '@yunzhen/client/store';
import { NoAnswer } from '@yunzhen/contracts/api/problem';
import type { Query } from '@yunzhen/contracts/query';
import { useEffect } from 'react';
import type { z } from 'zod';
import { useOwner } from '@/services/auth';
import { connected } from '@/services/live';
import { storage } from '@/services/storage';
import { useQuery } from './query';

const prefix = 'kept:';

/** @param needed whether this answer is still needed; what is not goes from the phone at once */
export const useKeptAsk = <P extends z.ZodRawShape, R extends z.ZodType>(
  query: Query<P, R>,
  params: z.input<z.ZodObject<P>>,
  needed: (answer: z.output<R>) => boolean,
) => {
  const asked = useQuery(query, params);
  const key = `${prefix}${useOwner()}.${query.path}.${Object.values(params).join('.')}`;
  const { data, error } = asked;
  const keep = data !== undefined && needed(data);
  useEffect(() => {
    if (data === undefined) return;
    if (keep) storage.set(key, data);
    else storage.remove(key);
  }, [key, data, keep]);
  const isOnline = useStore(connected);
  const unheard = data === undefined && (!isOnline || error instanceof NoAnswer);
  // It may have been kept by an older version of the app.
  const kept = unheard ? query.result.safeParse(storage.get(key)).data : undefined;
  return { ...asked, data: data ?? kept };
};

export const forgetKept = (): void => {
  for (const key of storage.keys(prefix)) storage.remove(key);
};
