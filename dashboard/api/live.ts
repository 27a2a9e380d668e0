/** What happens in the hospital, as it happens: the board of the role and what concerns the person, told on to the cached answers. */
import { live as connection } from '@yunzhen/client/live';
import { useStore } from '@yunzhen/client/store';
import type { Session } from '@yunzhen/contracts/api/auth';
import { boardFor, channels } from '@yunzhen/contracts/channels';
import { turn } from '../lib/idle.ts';
import { sessionStore } from './auth-store.ts';
import { api } from './client.ts';
import { answers, queryClient } from './query-client.ts';

const live = connection({
  api,
  session: sessionStore,
  answers,
  askAgain: () => void queryClient.invalidateQueries(),
  address: `${location.origin.replace(/^http/, 'ws')}/connection/websocket`,
  library: async () => {
    // What is asked for comes first; a second later it moves by itself.
    await turn();
    return import('centrifuge');
  },
  now: Date.now,
  pause: ms => new Promise(done => setTimeout(done, ms)),
});

/** Listens for as long as somebody is signed in; answers how to stop. */
export const listen = ({ id, role }: Session['holder']): (() => void) => {
  const personal = channels.personal(id);
  const board = boardFor(role);
  live.start(board ?? personal, [personal]);
  return live.stop;
};

/** Whether what is shown is live, and since when it is not. */
export const useLiveState = () => useStore(live.state);
