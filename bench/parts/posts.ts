/** Commands over HTTP: chat messages, as patients send them, each lane in conversations of its own. */
import { v4 } from 'uuid';
import { http } from '../http.ts';
import { sendMessage } from '../message.ts';
import type { Prepared } from '../part.ts';
import { load, type Round } from '../statistics.ts';
import type { Chat } from './hospital.ts';

export interface Options {
  readonly origin: string;
  readonly chats: readonly Chat[];
}
export interface Asked {
  readonly ms: number;
  readonly inFlight: number;
}

export const prepare = async ({ origin, chats }: Options): Promise<Prepared<null, Asked, Round>> => {
  const { ask, close } = http(origin);
  return {
    told: null,
    run: ({ ms, inFlight }) => {
      const turns = Array.from({ length: inFlight }, (_, lane) => lane);
      return load(inFlight, ms, async lane => {
        const turn = turns[lane] as number;
        turns[lane] = turn + inFlight < chats.length ? turn + inFlight : lane;
        await sendMessage(ask, chats[turn] as Chat, 'patient', v4());
      });
    },
    close: async () => close(),
  };
};
