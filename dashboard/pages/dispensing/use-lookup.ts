/** Finds what a pick-up code is for: ready, handed out already, or nothing. */

import { useMutation } from '@tanstack/react-query';
import { dispensingQueries } from '@yunzhen/contracts/dispensing/queries';
import type { z } from 'zod';
import { answers } from '../../api/query-client.ts';

export type PickUp = z.output<typeof dispensingQueries.dispensing.result>;

export const useLookup = () =>
  useMutation({
    mutationFn: async (code: string) => ({
      code,
      found: await answers.ask(dispensingQueries.byCode, { pickUpCode: code }),
    }),
  });
