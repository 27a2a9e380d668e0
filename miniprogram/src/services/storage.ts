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
};
