/** Many phones in their chats: how long a message takes from the hand of one to the eye of the other, through the hub. */
import { channels } from '@yunzhen/contracts/channels';
import { Centrifuge } from 'centrifuge';
import { v4 } from 'uuid';
import WebSocket from 'ws';
import { z } from 'zod';
import { http } from '../http.ts';
import { sendMessage } from '../message.ts';
import type { Prepared } from '../part.ts';
import { load, percentile } from '../statistics.ts';
import type { Chat } from './hospital.ts';

export interface Options {
  readonly origin: string;
  /** Both sides of each are connected. */
  readonly chats: readonly Chat[];
}
export interface Asked {
  readonly ms: number;
  /** Messages per second. */
  readonly rate: number;
}
export interface Heard {
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly sent: number;
  readonly failed: number;
}

const patienceMs = 5_000;
const tokenShape = z.object({ token: z.string() });
const messageShape = z.object({ messageId: z.string() });

export const prepare = async ({ origin, chats }: Options): Promise<Prepared<{ sockets: number }, Asked, Heard>> => {
  const { ask, close } = http(origin);
  /** By message and the side that hears it. */
  const waiting = new Map<string, (at: number) => void>();
  const post = async (path: string, by: string, body: object): Promise<string> => {
    const { status, body: text } = await ask({
      method: 'POST',
      path,
      headers: { authorization: `Bearer ${by}` },
      body: JSON.stringify(body),
    });
    if (status >= 300) throw new Error(`${status} ${text}`);
    return tokenShape.parse(JSON.parse(text)).token;
  };
  const connect = async (chat: Chat, side: 'patient' | 'doctor'): Promise<Centrifuge> => {
    const { token } = chat[side];
    const channel = channels.consultation(chat.conversationId);
    const phone = new Centrifuge(`${origin.replace('http', 'ws')}/connection/websocket`, {
      websocket: WebSocket,
      getToken: () => post('/api/realtime/connection-token', token, {}),
    });
    const subscription = phone.newSubscription(channel, {
      getToken: () => post('/api/realtime/subscription-token', token, { channel }),
    });
    subscription.on('publication', ({ data }) => {
      const message = messageShape.safeParse(data);
      if (message.success) waiting.get(`${message.data.messageId} ${side}`)?.(performance.now());
    });
    subscription.subscribe();
    phone.connect();
    await subscription.ready(30_000);
    return phone;
  };
  const phones: Centrifuge[] = [];
  for (const chat of chats) phones.push(...(await Promise.all([connect(chat, 'patient'), connect(chat, 'doctor')])));

  return {
    told: { sockets: phones.length },
    run: async ({ ms, rate }) => {
      const times: number[] = [];
      const { count, failed } = await load({ ms, rate }, async index => {
        const chat = chats[index % chats.length] as Chat;
        const [from, to] = index % 2 === 0 ? (['patient', 'doctor'] as const) : (['doctor', 'patient'] as const);
        const key = `${v4()} ${to}`;
        const [messageId = ''] = key.split(' ');
        const began = performance.now();
        const heard = new Promise<number>((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error('nothing was heard')), patienceMs);
          waiting.set(key, at => {
            clearTimeout(timer);
            resolve(at);
          });
        });
        try {
          const [at] = await Promise.all([heard, sendMessage(ask, chat, from, messageId)]);
          times.push(at - began);
        } finally {
          waiting.delete(key);
        }
      });
      return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), sent: count + failed, failed };
    },
    close: async () => {
      for (const phone of phones) phone.disconnect();
      close();
    },
  };
};
