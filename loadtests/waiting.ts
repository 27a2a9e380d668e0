/** What follows by itself, behind the answer: looked for until it is there, and the time it took. */
import { check, sleep } from 'k6';
import { Trend } from 'k6/metrics';

export const followings = ['prepared', 'booked', 'waiting', 'opened'] as const;

const patienceMs = 15_000;
const followed = new Trend('followed', true);

/** @param look answers null while it is not so. Throws when it does not come. */
export const until = <T>(what: (typeof followings)[number], look: () => T | null): T => {
  const started = Date.now();
  const waited = () => Date.now() - started;
  let found = look();
  while (found === null && waited() < patienceMs) {
    sleep(0.1);
    found = look();
  }
  followed.add(waited(), { what });
  check(found, { [`${what} in time`]: there => there !== null });
  if (found === null) throw new Error(`not ${what} after ${waited()} ms`);
  return found;
};
