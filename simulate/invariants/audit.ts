/** Reads every event as it is stored and keeps books of its own, with nothing of the deciders in them: what must hold at each step. */
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import { numbers } from './numbers.ts';

/** Told of what does not hold. */
export type Wrong = (invariant: string, message: string) => void;
export interface Auditor {
  readonly take: (event: RecordedEvent) => void;
}

export const audit = (wrong: Wrong) => {
  const auditors = { numbers: numbers(wrong) };
  const list: readonly Auditor[] = Object.values(auditors);
  return {
    ...auditors,
    take: (event: RecordedEvent): void => {
      for (const auditor of list) auditor.take(event);
    },
  };
};
export type Audit = ReturnType<typeof audit>;
