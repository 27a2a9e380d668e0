/** Sends a command of the contracts; one that got no answer keeps its key, so that pressing again asks for the same thing. */
import { useMutation } from '@tanstack/react-query';
import { commandSender } from '@yunzhen/client/commands';
import type { InputOf, Offered } from '@yunzhen/contracts/api/client';
import type { Capability } from '@yunzhen/contracts/language';
import { useMemo } from 'react';
import { v7 } from 'uuid';
import { api } from './client.ts';
import { answers } from './query-client.ts';

const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms));
const sender = commandSender({ api, answers, newId: () => v7(), pause });

export const useCommand = <C extends Capability, K extends Offered<C>>(capability: C, command: K) => {
  const send = useMemo(() => sender(capability, command), [capability, command]);
  return useMutation({ mutationFn: ({ id, input }: { id: string; input: InputOf<C, K> }) => send(id, input) });
};
