/** Failures on request, by MongoDB's own `configureFailPoint: 'failCommand'`: usable from any client, in any process. */
import { setTimeout as wait } from 'node:timers/promises';
import { CommandError, codeNameOf, refuse } from './errors.ts';
import { type Doc, isDoc } from './values.ts';

export interface Faults {
  /** `{configureFailPoint: 'failCommand', mode: 'off' | 'alwaysOn' | {times}, data: {failCommands, …}}` */
  configure(command: Doc): Doc;
  /** Waits, throws or says 'drop' (close the connection), as configured for this command. */
  meet(name: string): Promise<'drop' | 'go'>;
}

interface Fault {
  left: number;
  readonly commands: readonly unknown[];
  readonly delayMilliseconds: number;
  readonly drop: boolean;
  readonly code: number | undefined;
  readonly labels: unknown;
}

const timesOf = (mode: unknown): number => {
  if (mode === 'off') return 0;
  if (mode === 'alwaysOn') return Number.POSITIVE_INFINITY;
  if (isDoc(mode) && Number(mode.times) > 0) return Number(mode.times);
  return refuse('BadValue', "fail point mode must be 'off', 'alwaysOn' or {times: n}");
};

const faultOf = (mode: unknown, data: Doc): Fault => ({
  left: timesOf(mode),
  commands: Array.isArray(data.failCommands) ? data.failCommands : [],
  delayMilliseconds: data.blockConnection === true ? Number(data.blockTimeMS ?? 0) : 0,
  drop: data.closeConnection === true,
  code: data.errorCode === undefined ? undefined : Number(data.errorCode),
  labels: data.errorLabels,
});

export const noFaults = (): Faults => {
  let fault: Fault | undefined;
  return {
    configure: ({ configureFailPoint, mode, data }) => {
      if (configureFailPoint !== 'failCommand') refuse('BadValue', `unknown fail point ${String(configureFailPoint)}`);
      fault = faultOf(mode, isDoc(data) ? data : {});
      return { ok: 1 };
    },
    meet: async name => {
      if (!fault || fault.left === 0 || !fault.commands.includes(name)) return 'go';
      fault.left--;
      const { delayMilliseconds, drop, code, labels } = fault;
      if (delayMilliseconds > 0) await wait(delayMilliseconds);
      if (drop) return 'drop';
      if (code === undefined) return 'go';
      const details = labels === undefined ? {} : { errorLabels: labels };
      throw new CommandError(code, codeNameOf(code), `Failing command via 'failCommand' failpoint`, details);
    },
  };
};
