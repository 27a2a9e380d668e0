/** The few statistics that the bench shows. */

/** Of a sorted copy; `share` from 0 to 1. NaN of nothing. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
};

/** Of an even number, the mean of the middle two. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
};

/** How often something was done, and how long each took. */
export interface Round {
  readonly count: number;
  /** Per second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

/** Runs `work` in so many lanes for `ms` milliseconds; what began in that time counts, and so does the time it took to end. */
export const load = async (lanes: number, ms: number, work: (lane: number) => Promise<void>): Promise<Round> => {
  const times: number[] = [];
  let failed = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (performance.now() - began < ms) {
        const started = performance.now();
        try {
          await work(lane);
          times.push(performance.now() - started);
        } catch (error) {
          failed++;
          if (failed > lanes) throw error;
        }
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  return {
    count: times.length,
    rate: times.length / seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    failed,
  };
};

/** Begins `work` so many times a second for `ms` milliseconds, however long each takes, and waits for the last. */
export const paced = async (
  rate: number,
  ms: number,
  work: (index: number) => Promise<void>,
): Promise<{ readonly done: number; readonly failed: number; readonly seconds: number }> => {
  const began = performance.now();
  const running: Promise<void>[] = [];
  let done = 0;
  let failed = 0;
  for (let passed = 0; passed < ms; passed = performance.now() - began) {
    while (running.length < (passed * rate) / 1_000)
      running.push(
        work(running.length).then(
          () => void done++,
          () => void failed++,
        ),
      );
    await new Promise(next => setTimeout(next, 1));
  }
  await Promise.all(running);
  return { done, failed, seconds: (performance.now() - began) / 1_000 };
};
