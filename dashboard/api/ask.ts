/** One question to the hospital, answered with what this browser was told already; views that cannot keep up answer with what they have. */
import { Problem } from '@yunzhen/contracts/api/problem';
import type { Query } from '@yunzhen/contracts/query';
import type { z } from 'zod';
import { api } from './client.ts';
import { horizon } from './horizon.ts';

export const ask = async <P extends z.ZodRawShape, R extends z.ZodType>(
  query: Query<P, R>,
  params: z.input<z.ZodObject<P>>,
): Promise<z.output<R>> => {
  try {
    return await api.query(query, params, { after: horizon.after });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'view-behind') throw error;
    return api.query(query, params);
  }
};
