/** Says every few seconds how long it still takes, so that nobody thinks nothing happens. */
import { clock } from '../narrator.ts';

const everyMs = 5_000;

/** Answers what ends it. */
export const countdown = (note: (text: string) => void, until: string): (() => void) => {
  const say = () => {
    const left = Math.ceil((Date.parse(until) - Date.now()) / 1_000);
    if (left > 0) note(`the hold ends at ${clock(until)}, in ${left} s`);
  };
  say();
  const timer = setInterval(say, everyMs);
  return () => clearInterval(timer);
};
