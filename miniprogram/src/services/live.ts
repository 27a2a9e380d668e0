/** The one socket of this phone. */
import { live as connection } from '@yunzhen/client/live';
import { store } from '@yunzhen/client/store';
import { channels } from '@yunzhen/contracts/channels';
import { Centrifuge, UnauthorizedError } from 'centrifuge';
import { api } from './api';
import { followSession, session } from './auth';
import { socketAddress } from './origin';
import { answers, askAgain, online, startOver } from './queries';
import { TaroWebSocket } from './socket';

export const live = connection({
  api,
  session,
  answers,
  askAgain,
  address: socketAddress,
  library: () => Promise.resolve({ Centrifuge, UnauthorizedError }),
  websocket: TaroWebSocket,
  now: Date.now,
  pause: ms => new Promise(done => setTimeout(done, ms)),
});
/** Whether the phone itself is in a network. */
export const connected = store(true);

let holder: string | null = null;
const follow = (): void => {
  const now = session.read()?.holder.id ?? null;
  if (now === holder) return;
  holder = now;
  startOver();
  if (now) live.start(channels.personal(now));
  else live.stop();
};

/** Once, when the app starts. */
export const startLive = (): void => {
  followSession(follow);
  follow();
  online.follow(is => {
    connected.set(is);
    if (is) askAgain();
  });
};
