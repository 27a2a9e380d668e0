/** Many screens that hear everything of one channel of the hub. */
import { hub } from '@yunzhen/platform/hub';
import { Centrifuge } from 'centrifuge';
import WebSocket from 'ws';
import type { Prepared } from '../part.ts';

export interface Options {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly sockets: number;
  readonly channel: string;
}

const patienceMs = 60_000;

/** Asked for so many publications to each, a round answers when the last one came, in milliseconds since 1970. */
export const prepare = async ({ env, sockets, channel }: Options): Promise<Prepared<null, number, number>> => {
  const { connectionToken, subscriptionToken } = hub({
    url: `${env.CENTRIFUGO_URL}`,
    apiKey: `${env.CENTRIFUGO_API_KEY}`,
    tokenSecret: `${env.CENTRIFUGO_TOKEN_SECRET}`,
  });
  let heard = 0;
  let hear = (): void => undefined;
  const connect = async (user: string): Promise<Centrifuge> => {
    const screen = new Centrifuge(`${env.CENTRIFUGO_URL?.replace('http', 'ws')}/connection/websocket`, {
      websocket: WebSocket,
      getToken: () => connectionToken(user, 3_600),
    });
    const subscription = screen.newSubscription(channel, { getToken: () => subscriptionToken(user, channel, 3_600) });
    subscription.on('publication', () => {
      heard++;
      hear();
    });
    subscription.subscribe();
    screen.connect();
    await subscription.ready(30_000);
    return screen;
  };
  const screens: Centrifuge[] = [];
  for (let one = 0; one < sockets; one++) screens.push(await connect(`screen-${one}`));
  return {
    told: null,
    run: each =>
      new Promise((resolve, reject) => {
        const missing = () => reject(new Error(`${heard} of ${each * sockets} were heard`));
        const timer = setTimeout(missing, patienceMs);
        hear = () => {
          if (heard < each * sockets) return;
          clearTimeout(timer);
          heard -= each * sockets;
          hear = () => undefined;
          resolve(performance.timeOrigin + performance.now());
        };
        hear();
      }),
    close: async () => {
      for (const screen of screens) screen.disconnect();
    },
  };
};
