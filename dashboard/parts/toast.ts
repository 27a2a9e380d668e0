/** Says in passing how something ended. */
import { useSyncExternalStore } from 'react';

export interface Toast {
  readonly id: number;
  readonly kind: 'success' | 'error';
  readonly words: string;
}
/** Milliseconds: long enough to be read. */
const shownFor = { success: 4_000, error: 8_000 };

let all: readonly Toast[] = [];
let count = 0;
const listeners = new Set<() => void>();
const become = (next: readonly Toast[]) => {
  all = next;
  for (const listener of listeners) listener();
};
const saying = (kind: Toast['kind']) => (words: string) => {
  count += 1;
  const said = { id: count, kind, words };
  become([...all, said]);
  setTimeout(() => become(all.filter(one => one !== said)), shownFor[kind]);
};
export const toast = { success: saying('success'), error: saying('error') };

export const useToasts = (): readonly Toast[] =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => all,
  );
