/** Whether what is shown is live, and since when it is not. */
import { useSyncExternalStore } from 'react';

export interface LiveState {
  /** `off`: nobody listens, or not yet. */
  readonly state: 'off' | 'live' | 'lost';
  /** Epoch milliseconds of the last sign of life. */
  readonly at: number;
}

let current: LiveState = { state: 'off', at: 0 };
const listeners = new Set<() => void>();
const become = (next: LiveState) => {
  current = next;
  for (const listener of listeners) listener();
};

export const liveState = {
  set: (state: LiveState['state']): void => {
    if (state === 'lost' && current.state === 'off') return;
    // A connection that breaks was alive until now.
    become({ state, at: state === 'lost' && current.state === 'lost' ? current.at : Date.now() });
  },
  heard: (): void => {
    current = { ...current, at: Date.now() };
  },
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useLiveState = (): LiveState => useSyncExternalStore(subscribe, () => current);
