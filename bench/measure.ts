/** What a measure is given and what it answers. */
import type { Part } from './part.ts';
import type { prepare as hospital } from './parts/hospital.ts';
import { median, type Round } from './statistics.ts';

export interface House {
  readonly hospital: Part<typeof hospital>;
  readonly rounds: number;
  /** How many lines each book has of the day that is reconciled. */
  readonly lines: number;
  readonly progress: (line: string) => void;
}

export interface Measured {
  readonly unit: string;
  readonly ours?: number;
  /** The same by the bare server or client. */
  readonly raw?: number;
  readonly ratio?: number;
  /** Microseconds of CPU for each, of the process that is ours, and of the bare client or server. */
  readonly cpu?: number;
  readonly rawCpu?: number;
  /** Milliseconds. */
  readonly p50?: number;
  readonly p99?: number;
  readonly failed?: number;
  readonly seconds?: number;
  /** The most megabytes that the process held meanwhile. */
  readonly memory?: number;
}

/** One line of the table, or several: what each is of stands behind the key. */
export type Lines = Measured | { readonly [of: string]: Measured };

/** Ours and the other one in turn, so that whatever else the machine does meets both. */
export const inTurn = async <O, R>(
  rounds: number,
  ours: (round: number) => Promise<O>,
  raw: (round: number) => Promise<R>,
): Promise<{ readonly ours: readonly O[]; readonly raw: readonly R[] }> => {
  const done: { ours: O[]; raw: R[] } = { ours: [], raw: [] };
  for (let round = 0; round < rounds; round++) {
    done.ours.push(await ours(round));
    done.raw.push(await raw(round));
  }
  return done;
};

/** The medians of both, and of the ratios of neighbouring rounds. */
export const compared = (ours: readonly number[], raw: readonly number[]) => ({
  ours: median(ours),
  raw: median(raw),
  ratio: median(ours.map((one, round) => one / (raw[round] as number))),
});

/** Of several rounds. */
export const answerTimes = (rounds: readonly Round[]) => ({
  p50: median(rounds.map(one => one.p50)),
  p99: median(rounds.map(one => one.p99)),
  failed: rounds.reduce((sum, one) => sum + one.failed, 0),
});

type Metered = Round & { readonly cpu: number };

/** Rates and CPU of ours against the bare one's, and how long ours took. */
export const againstBare = (ours: readonly Metered[], raw: readonly Metered[]) => ({
  ...compared(
    ours.map(one => one.rate),
    raw.map(one => one.rate),
  ),
  cpu: median(ours.map(one => one.cpu)),
  rawCpu: median(raw.map(one => one.cpu)),
  ...answerTimes(ours),
});

/** What `work` answers, and the CPU that the part used meanwhile, in microseconds for each of the `count` that were done. */
export const metered = async <R>(
  meter: { readonly cpu: () => Promise<number> },
  work: () => Promise<R>,
  count: (result: R) => number,
): Promise<R & { readonly cpu: number }> => {
  const before = await meter.cpu();
  const result = await work();
  return { ...result, cpu: ((await meter.cpu()) - before) / count(result) };
};
