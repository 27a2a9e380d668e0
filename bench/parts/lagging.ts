/** How long after its acknowledgement a command shows in its view: messages at a steady pace, some of them looked for by a query. */
import { v4 } from 'uuid';
import { z } from 'zod';
import { http } from '../http.ts';
import { sendMessage } from '../message.ts';
import type { Prepared } from '../part.ts';
import { load, percentile } from '../statistics.ts';
import type { Chat } from './hospital.ts';

export interface Options {
  readonly origin: string;
  readonly chats: readonly Chat[];
}
export interface Asked {
  readonly ms: number;
  /** Commands per second. */
  readonly rate: number;
  /** Every so many-th command is looked for. */
  readonly every: number;
}
export interface Lag {
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly looked: number;
  readonly failed: number;
  /** Commands per second that were acknowledged. */
  readonly rate: number;
}

const conversation = z.object({ sequence: z.int() });

export const prepare = async ({ origin, chats }: Options): Promise<Prepared<null, Asked, Lag>> => {
  const { ask, close } = http(origin);
  const speak = async (index: number, look: boolean): Promise<number | null> => {
    const chat = chats[index % chats.length] as Chat;
    const { revision, position } = await sendMessage(ask, chat, 'patient', v4());
    if (!look) return null;
    const acknowledged = performance.now();
    const path = `/api/conversations/${chat.conversationId}?after=${position}`;
    const { status, body } = await ask({
      method: 'GET',
      path,
      headers: { authorization: `Bearer ${chat.patient.token}` },
    });
    const lag = performance.now() - acknowledged;
    // The stream began with its opening; every event since is a message.
    if (status !== 200 || conversation.parse(JSON.parse(body)).sequence < revision)
      throw new Error(`${status} ${body}`);
    return lag;
  };
  return {
    told: null,
    run: async ({ ms, rate, every }) => {
      const lags: number[] = [];
      const { failed, rate: reached } = await load({ ms, rate }, async index => {
        const lag = await speak(index, index % every === 0);
        if (lag !== null) lags.push(lag);
      });
      return {
        p50: percentile(lags, 0.5),
        p99: percentile(lags, 0.99),
        looked: lags.length,
        failed,
        rate: reached,
      };
    },
    close: async () => close(),
  };
};
