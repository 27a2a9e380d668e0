/** Commands over HTTP: chat messages, as patients send them, in one conversation after the other. */
import { v4 } from 'uuid';
import { http } from '../http.ts';
import { sendMessage } from '../message.ts';
import type { Prepared } from '../part.ts';
import { load, type Pace, type Round } from '../statistics.ts';
import type { Chat } from './hospital.ts';

export interface Options {
  readonly origin: string;
  readonly chats: readonly Chat[];
}

export const prepare = async ({ origin, chats }: Options): Promise<Prepared<null, Pace, Round>> => {
  const { ask, close } = http(origin);
  return {
    told: null,
    run: pace =>
      load(pace, async index => {
        await sendMessage(ask, chats[index % chats.length] as Chat, 'patient', v4());
      }),
    close: async () => close(),
  };
};
