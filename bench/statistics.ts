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

/** For so many milliseconds: so many at once, or so many a second however long each takes. */
export type Pace = { readonly ms: number } & ({ readonly inFlight: number } | { readonly rate: number });

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

type Work = (index: number) => Promise<void>;

/** Runs `work`, numbered from 0, at that pace; what began in the time counts, and so does the time it took to end. */
export const load = async (pace: Pace, work: Work): Promise<Round> => {
  const times: number[] = [];
  let begun = 0;
  let failed = 0;
  const began = performance.now();
  const passed = () => performance.now() - began;
  const one = async (): Promise<void> => {
    const started = performance.now();
    try {
      await work(begun++);
      times.push(performance.now() - started);
    } catch (error) {
      failed++;
      // A few may fail; when more do than anything is done, what is measured is not what is meant.
      if (failed > times.length + 64) throw error;
    }
  };
  if ('inFlight' in pace) {
    const lane = async () => {
      while (passed() < pace.ms) await one();
    };
    await Promise.all(Array.from({ length: pace.inFlight }, lane));
  } else {
    const running: Promise<void>[] = [];
    while (passed() < pace.ms) {
      while (begun < (passed() * pace.rate) / 1_000) running.push(one());
      await new Promise(next => setTimeout(next, 1));
    }
    await Promise.all(running);
  }
  return {
    count: times.length,
    rate: (times.length * 1_000) / passed(),
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    failed,
  };
};
