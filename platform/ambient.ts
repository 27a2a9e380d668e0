/** What goes along with the work of one request through every await: its id for the log, its place in the trace. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from '@opentelemetry/api';

export interface Ambient {
  readonly requestId?: string;
  readonly trace?: Context;
}

const storage = new AsyncLocalStorage<Ambient>();
const nothing: Ambient = {};

export const ambient = (): Ambient => storage.getStore() ?? nothing;

/** Runs `fn` with what is given on top of what is around. */
export const withAmbient = <T>(added: Ambient, fn: () => T): T => storage.run({ ...storage.getStore(), ...added }, fn);

/** Everything logged inside carries the id. */
export const withRequestId = <T>(requestId: string, fn: () => T): T => withAmbient({ requestId }, fn);
