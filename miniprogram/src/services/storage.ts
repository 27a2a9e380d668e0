/** What is kept on the phone. In a browser each seat (`/m/?seat=doctor`) has its own, so that two people can share one machine. */
import Taro from '@tarojs/taro';

const seat = process.env.TARO_ENV === 'h5' ? (/[?&]seat=(\w{1,20})/.exec(location.search)?.[1] ?? '') : '';
const named = (key: string) => (seat ? `${seat}:${key}` : key);

export const storage = {
  /** Null when there is nothing, or the phone's storage cannot be read. */
  get: <T>(key: string): T | null => {
    try {
      const value: unknown = Taro.getStorageSync(named(key));
      return value === '' || value === undefined ? null : (value as T);
    } catch {
      return null;
    }
  },
  /** A full or locked storage loses the copy, never the work on the screen. */
  set: (key: string, value: unknown): void => {
    try {
      Taro.setStorageSync(named(key), value);
    } catch {}
  },
  remove: (key: string): void => {
    try {
      Taro.removeStorageSync(named(key));
    } catch {}
  },
  /** Those that begin so. */
  keys: (prefix: string): readonly string[] => {
    try {
      const all = Taro.getStorageInfoSync().keys as readonly string[];
      return all.filter(key => key.startsWith(named(prefix))).map(key => key.slice(named('').length));
    } catch {
      return [];
    }
  },
  /** Calls with what another tab has changed; a phone has no tabs. */
  onChange: (changed: (key: string) => void): void => {
    if (process.env.TARO_ENV !== 'h5') return;
    window.addEventListener('storage', ({ key }) => {
      if (key?.startsWith(named(''))) changed(key.slice(named('').length));
    });
  },
};
