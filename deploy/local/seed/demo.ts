/** What the seed speaks in: ids that are the same on every machine, and commands at a given time. */
import type { Actor } from '@yunzhen/contracts/roles';
import type { Dispatch } from '@yunzhen/write-side/dispatch';
import { v5 } from 'uuid';

const demo = 'c1f0a3de-1f4b-5d0e-8f0a-6a4de1c7b9f3';

/** The id of a demo thing by its name. */
export const idOf = (...name: readonly (string | number)[]): string => v5(name.join('/'), demo);

export const system: Actor = { id: idOf('system'), role: 'system' };

export type Give = (
  capability: string,
  id: string,
  command: string,
  input: object,
  by: Actor,
  at: Date,
) => Promise<void>;

/** The same command is given once however often the seed runs: after a crash it goes on where it was. */
export const dispatchOnce =
  (dispatch: Dispatch, count: () => void): Give =>
  async (capability, id, command, input, by, at) => {
    const commandId = idOf('command', capability, id, command, JSON.stringify(input));
    await dispatch(
      { capability, id, command, input },
      { commandId, correlationId: commandId, causationId: commandId, by, at: at.toISOString() },
    );
    count();
  };

/** Runs the work of a list, so many at a time; order within one key is the list's. */
export const inParallel = async <T>(
  list: readonly T[],
  width: number,
  work: (one: T) => Promise<void>,
): Promise<void> => {
  const rest = [...list];
  const lane = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: width }, lane));
};

export const minutes = (n: number) => n * 60_000;
export const plus = (at: Date, ms: number) => new Date(at.getTime() + ms);
