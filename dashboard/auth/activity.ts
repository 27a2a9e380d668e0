/** When somebody last did something here, in any tab of this browser. */
const key = 'yunzhen.active';

/** Minutes without a key or a pointer until the session ends: screens with patients on them stand open in shared rooms. */
export const idleMinutes = 15;
const limitMs = idleMinutes * 60_000;
const warningMs = 60_000;

const last = (): number => Number(localStorage.getItem(key) ?? Date.now());
export const touch = (): void => localStorage.setItem(key, String(Date.now()));

/** Whole seconds until the session ends, while that is to be said; 0 once it is over; null before. */
export const secondsLeft = (now: number): number | null => {
  const left = last() + limitMs - now;
  return left > warningMs ? null : Math.max(0, Math.ceil(left / 1_000));
};

/** A screen on the wall is watched, not used. */
export const watched = (): boolean => location.pathname.endsWith('/wall');
