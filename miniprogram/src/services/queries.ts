/** The server's state on this phone: one cache, whose answers go stale by what is heard of their views. */
import { focusManager, onlineManager, QueryClient } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { asking } from '@yunzhen/client/retries';
import { forget, note, viewsOf } from './views';

declare module '@tanstack/react-query' {
  interface Register {
    /** `open`: the same answer for everybody. */
    queryMeta: { readonly views: readonly string[]; readonly open?: boolean };
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

/** Something happened, told by the hub or answered to a command: what shows it is asked again, at that position or later. */
export const happened = (type: string, position: string): void => {
  const views = viewsOf(type);
  note(views, position);
  void queries.invalidateQueries({ predicate: ({ meta }) => meta?.views.some(view => views.includes(view)) ?? false });
};

/** Somebody else is here now: what was answered to one person is not shown to another. */
export const startOver = (): void => {
  forget();
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
