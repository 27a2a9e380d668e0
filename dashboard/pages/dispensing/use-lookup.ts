/** Finds what a pick-up code is for: ready, handed out already, or nothing. */

import { useMutation } from '@tanstack/react-query';
import { dispensingQueries } from '@yunzhen/contracts/dispensing/views';
import type { z } from 'zod';
import { ask } from '../../api/ask.ts';

export type PickUp = z.output<typeof dispensingQueries.dispensing.result>;

export const useLookup = () =>
  useMutation({
    mutationFn: async (code: string) => ({ code, found: await ask(dispensingQueries.byCode, { pickUpCode: code }) }),
  });
