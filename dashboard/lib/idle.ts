/** Work that can wait until there is nothing else to do, one piece at a time, so that the page answers in between. */
const late = 1_000;
const idle = (): Promise<void> =>
  new Promise(done => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => done(), { timeout: late });
    else setTimeout(done, 50);
  });

let last: Promise<void> = Promise.resolve();
/** Resolves when it is one's turn. */
export const turn = (): Promise<void> => {
  last = last.then(idle);
  return last;
};
