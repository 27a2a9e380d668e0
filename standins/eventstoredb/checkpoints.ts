/** When a filtered subscription hears how far it got: the real server's counting, by pages while it catches up. */
import { type EventFilter, PAGE } from './filter.ts';

export interface Checkpoints {
  /** Counts an event; sends what is due after it. */
  considered(position: number, matched: boolean): void;
  /** The end is reached: a delivered event that no checkpoint covers gets one; from now on events are counted singly. */
  caughtUp(): void;
}

export const checkpoints = (filter: EventFilter, send: (position: number) => void): Checkpoints => {
  let live = false;
  let inPage = 0;
  let matchedInPage = 0;
  let counted = 0;
  let delivered = 0;
  let sent = 0;

  const checkpoint = (position: number): void => {
    if (position <= sent) return;
    sent = position;
    send(position);
  };

  return {
    considered: (position, matched) => {
      inPage += 1;
      if (matched) {
        matchedInPage += 1;
        delivered = position;
      }
      if (!live && inPage < filter.window && matchedInPage < PAGE) return;
      counted += inPage;
      inPage = 0;
      matchedInPage = 0;
      if (counted < filter.interval) return;
      counted %= filter.interval;
      checkpoint(position);
    },
    caughtUp: () => {
      if (delivered > 0) checkpoint(delivered);
      live = true;
      inPage = 0;
      counted = 0;
    },
  };
};
