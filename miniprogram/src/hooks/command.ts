/** A command of the contracts behind a button: sent once however often it is tapped, and the same one when it is tried again. */
import { mayPass, retry, retryDelay } from '@yunzhen/client/retries';
import type { InputOf, Offered } from '@yunzhen/contracts/api/client';
import type { Capability } from '@yunzhen/contracts/language';
import { useCallback, useRef, useState } from 'react';
import { api } from '@/services/api';
import { newId } from '@/services/ids';
import { happened } from '@/services/queries';

export interface Command<I> {
  /** Answers whether it happened; what went wrong stands in `problem` until the next try. */
  readonly send: (id: string, input: I) => Promise<boolean>;
  readonly busy: boolean;
  readonly problem: unknown;
  readonly forget: () => void;
}

const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms));

export const useCommand = <C extends Capability, K extends Offered<C>>(
  capability: C,
  name: K,
): Command<InputOf<C, K>> => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const flight = useRef(false);
  /** The key of a try whose end is unknown: the same thing asked again is the same command. */
  const open = useRef<{ what: string; key: string } | null>(null);

  const send = useCallback(
    async (id: string, input: InputOf<C, K>): Promise<boolean> => {
      if (flight.current) return false;
      flight.current = true;
      setBusy(true);
      setProblem(null);
      const what = JSON.stringify([id, input]);
      const key = open.current?.what === what ? open.current.key : newId();
      open.current = { what, key };
      try {
        for (let tries = 0; ; tries++) {
          try {
            const { position } = await api.command(capability, id, name, input, key);
            happened(`${capability.name}.${name}`, position);
            open.current = null;
            return true;
          } catch (error) {
            if (!mayPass(error)) open.current = null;
            if (!retry(tries, error)) throw error;
            await pause(retryDelay(tries));
          }
        }
      } catch (error) {
        setProblem(error);
        return false;
      } finally {
        flight.current = false;
        setBusy(false);
      }
    },
    [capability, name],
  );
  return { send, busy, problem, forget: () => setProblem(null) };
};
