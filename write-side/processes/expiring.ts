import type { Deadline } from '@yunzhen/contracts/deadlines';
import { later, type Reaction } from '../reactions/process.ts';

type Table = Readonly<Record<string, (data: Readonly<Record<string, unknown>>) => Reaction>>;

const plus = (at: string, minutes: number): string =>
  minutes ? new Date(Date.parse(at) + minutes * 60_000).toISOString() : at;

/** What ends states by time, as their contracts declare it: event → command at its time. */
export const expiring = (...deadlines: readonly Deadline[]): Table =>
  Object.fromEntries(
    deadlines.map(({ event, until, minutesAfter = 0, id, capability, command, input }) => [
      event,
      (data: Readonly<Record<string, unknown>>): Reaction =>
        later(plus(String(data[until]), minutesAfter), {
          kind: 'send',
          capability,
          id: String(data[id]),
          command,
          input: Object.fromEntries(input.map(field => [field, data[field]])),
        }),
    ]),
  );
