/** Says in passing how something ended. */
import { useSyncExternalStore } from 'react';

export interface Said {
  readonly id: number;
  readonly kind: 'success' | 'error';
  readonly words: string;
}
/** Milliseconds: long enough to be read. */
const shownFor = { success: 4_000, error: 8_000 };

let all: readonly Said[] = [];
let count = 0;
const listeners = new Set<() => void>();
const become = (next: readonly Said[]) => {
  all = next;
  for (const listener of listeners) listener();
};
const saying = (kind: Said['kind']) => (words: string) => {
  count += 1;
  const said = { id: count, kind, words };
  become([...all, said]);
  setTimeout(() => become(all.filter(one => one !== said)), shownFor[kind]);
};
export const say = { success: saying('success'), error: saying('error') };

export const useSaid = (): readonly Said[] =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => all,
  );
