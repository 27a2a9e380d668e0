/** How often what got no answer is asked again: one policy for both front ends, for questions and for commands. */
import { NoAnswer, Problem } from '@yunzhen/contracts/api/problem';

/** The server did not answer, does not know, or not yet: the same may work in a moment. A refusal or a 404 stays one. */
export const mayPass = (error: unknown): boolean =>
  error instanceof NoAnswer || (error instanceof Problem && error.status >= 500);

/** Tries after the first one. */
const most = 2;
export const retry = (failures: number, error: unknown): boolean => failures < most && mayPass(error);
/** Milliseconds. @param failures so far, less one */
export const retryDelay = (failures: number): number => Math.min(400 * 2 ** failures, 3_000);

/** For the cache of answers; a phone and a browser that are offline ask all the same, and say that nothing answered. */
export const asking = { staleTime: 15_000, gcTime: 10 * 60_000, retry, retryDelay } as const;
