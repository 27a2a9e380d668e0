/** From sending a chat message to its arrival at the other side, with many sockets connected. */
import type { House, Measured } from '../measure.ts';
import { part } from '../part.ts';
import type { prepare as chatting } from '../parts/chatting.ts';

/** Messages per second: a hundred chats in which somebody speaks every two seconds. */
const rate = 50;

const measured =
  (sockets: number) =>
  async ({ hospital, progress }: House): Promise<Measured> => {
    const { origin, chats } = hospital.told;
    const talk = await part<typeof chatting>('chatting', { origin, chats: chats.slice(0, sockets / 2) });
    progress(`${talk.told.sockets} sockets connected`);
    await talk.run({ ms: 2_000, rate });
    const { p50, p99, sent, failed } = await talk.run({ ms: 8_000, rate });
    progress(`${sent} messages at ${rate}/s`);
    await talk.close();
    return { unit: 'ms', p50, p99, failed };
  };

export const chat = measured(200);
export const chat1000 = measured(1_000);
