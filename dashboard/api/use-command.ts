/** Sends a command of the contracts; one that got no answer keeps its key, so that pressing again asks for the same thing. */

import { useMutation } from '@tanstack/react-query';
import { mayPass, retry, retryDelay } from '@yunzhen/client/retries';
import type { InputOf, Offered } from '@yunzhen/contracts/api/client';
import type { Capability } from '@yunzhen/contracts/language';
import { useRef } from 'react';
import { v7 } from 'uuid';
import { api } from './client.ts';
import { horizon } from './horizon.ts';
import { invalidate } from './query-client.ts';

export const useCommand = <C extends Capability, K extends Offered<C>>(capability: C, command: K) => {
  const unanswered = useRef<{ readonly asked: string; readonly key: string }>(undefined);
  return useMutation({
    mutationFn: async ({ id, input }: { id: string; input: InputOf<C, K> }) => {
      const asked = JSON.stringify([id, input]);
      const key = unanswered.current?.asked === asked ? unanswered.current.key : v7();
      unanswered.current = { asked, key };
      const answer = await api.command(capability, id, command, input, key);
      unanswered.current = undefined;
      horizon.advance(answer.position);
      return answer;
    },
    retry,
    retryDelay,
    onSuccess: () => void invalidate([capability.name]),
    onError: error => {
      if (mayPass(error)) return;
      // Refused: the next try is a new command, and what is on screen is not how things stand.
      unanswered.current = undefined;
      void invalidate([capability.name]);
    },
  });
};
