/** The server's state on this phone: one cache, whose answers go stale by what is heard of. */
import { focusManager, onlineManager, QueryClient } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { answers as cached } from '@yunzhen/client/answers';
import { asking } from '@yunzhen/client/retries';
import type { Shape } from '@yunzhen/contracts/shape';
import { api } from './api';

declare module '@tanstack/react-query' {
  interface Register {
    /** See metaOf. */
    queryMeta: { readonly reads: readonly Shape[]; readonly open?: boolean };
    defaultError: unknown;
  }
}

export const queries = new QueryClient({
  defaultOptions: {
    queries: { ...asking, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

// The phone is asked itself: the browser's own events exist in only one of the two builds.
onlineManager.setEventListener(() => undefined);
focusManager.setEventListener(() => undefined);

/** What makes these answers old: told by the hub, or answered to a command. */
export const answers = cached(api, queries);
export const { happened } = answers;

/** Somebody else is here now: what was answered to one person is not shown to another. */
export const startOver = (): void => {
  answers.forgetPositions();
  void queries.resetQueries({ predicate: ({ meta }) => !meta?.open });
};

/** After silence (background, lost network) anything may have happened. */
export const askAgain = (): void => void queries.invalidateQueries();

/** What could not be read, all of it: one tap mends a whole page. */
export const askFailedAgain = (): void =>
  void queries.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });

export const online = {
  follow: (listener: (isOnline: boolean) => void): void => {
    if (process.env.TARO_ENV === 'h5') {
      const tell = () => listener(navigator.onLine);
      window.addEventListener('online', tell);
      window.addEventListener('offline', tell);
      tell();
      return;
    }
    Taro.onNetworkStatusChange(({ isConnected }) => listener(isConnected));
    Taro.getNetworkType({ success: ({ networkType }) => listener(networkType !== 'none') });
  },
};
