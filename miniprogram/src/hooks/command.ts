/** A command of the contracts behind a button: sent once however often it is tapped, and the same one when it is tried again. */
import { commandSender } from '@yunzhen/client/commands';
import { useStore } from '@yunzhen/client/store';
import type { InputOf, Offered } from '@yunzhen/contracts/api/client';
import { NoAnswer } from '@yunzhen/contracts/api/problem';
import type { Capability } from '@yunzhen/contracts/language';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api } from '@/services/api';
import { newId } from '@/services/ids';
import { connected } from '@/services/live';
import { answers } from '@/services/queries';

export interface Command<I> {
  /** Answers whether it happened; what went wrong stands in `problem` until the next try. */
  readonly send: (id: string, input: I) => Promise<boolean>;
  readonly busy: boolean;
  readonly problem: unknown;
  readonly forget: () => void;
}

const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms));
const sender = commandSender({ api, answers, newId, pause });

export const useCommand = <C extends Capability, K extends Offered<C>>(
  capability: C,
  name: K,
): Command<InputOf<C, K>> => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const dispatch = useMemo(() => sender(capability, name), [capability, name]);
  const flight = useRef(false);
  const isOnline = useStore(connected);
  useEffect(() => {
    // That nothing answered is no longer so.
    if (isOnline) setProblem((before: unknown) => (before instanceof NoAnswer ? null : before));
  }, [isOnline]);
  const send = useCallback(
    async (id: string, input: InputOf<C, K>): Promise<boolean> => {
      if (flight.current) return false;
      flight.current = true;
      setBusy(true);
      setProblem(null);
      try {
        await dispatch(id, input);
        return true;
      } catch (error) {
        setProblem(error);
        return false;
      } finally {
        flight.current = false;
        setBusy(false);
      }
    },
    [dispatch],
  );
  return { send, busy, problem, forget: () => setProblem(null) };
};
