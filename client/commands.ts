/** A command of the contracts behind a button: one command however often it is sent, until the hospital has said what became of it. */
import type { ApiClient, CommandAnswer, InputOf, Offered } from '@yunzhen/contracts/api/client';
import type { Capability } from '@yunzhen/contracts/language';
import type { Answers } from './answers.ts';
import { mayPass, retry, retryDelay } from './retries.ts';

export interface CommandPorts {
  readonly api: Pick<ApiClient, 'command'>;
  readonly answers: Pick<Answers, 'happened' | 'invalidate'>;
  /** A new UUID. */
  readonly newId: () => string;
  /** Resolves after so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
}

export const commandSender =
  ({ api, answers, newId, pause }: CommandPorts) =>
  <C extends Capability, K extends Offered<C>>(capability: C, name: K) => {
    /** The key of a try whose end is unknown: the same thing asked again is the same command. */
    let open: { readonly what: string; readonly key: string } | null = null;
    /** Throws what the last try threw. */
    return async (id: string, input: InputOf<C, K>): Promise<CommandAnswer> => {
      const what = JSON.stringify([id, input]);
      const { key } = open?.what === what ? open : { key: newId() };
      open = { what, key };
      for (let failures = 0; ; failures++) {
        try {
          const answer = await api.command(capability, id, name, input, key);
          open = null;
          answers.happened(capability.name, answer.position);
          return answer;
        } catch (error) {
          if (!mayPass(error)) {
            // Refused: the next try is a new command, and what is on screen is not how things stand.
            open = null;
            void answers.invalidate([capability.name]);
          }
          if (!retry(failures, error)) throw error;
          await pause(retryDelay(failures));
        }
      }
    };
  };
