/** Reads every event as it is stored and keeps books of its own, with nothing of the deciders in them: what must hold at each step. */
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import { care } from './care.ts';
import { ledger } from './ledger.ts';
import { states } from './machines.ts';
import { money } from './money.ts';
import { numbers } from './numbers.ts';
import type { Wrong } from './wrong.ts';

export const audit = (wrong: Wrong) => {
  const machines = states(wrong);
  const parts = { numbers: numbers(wrong), money: money(wrong), ledger: ledger(wrong), care: care(wrong, machines.of) };
  return {
    ...parts,
    stateOf: machines.of,
    take: (event: RecordedEvent): void => {
      for (const part of Object.values(parts)) part.take(event);
      machines.take(event);
    },
  };
};
export type Audit = ReturnType<typeof audit>;
