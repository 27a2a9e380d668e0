/** Troubles that a test or a trainer asks an outside system for; each happens a given number of times and is then over. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { z } from 'zod';

const kinds = ['refuse', 'delay', 'lose-answer', 'amount', 'forge'] as const;

/**
 * A fault as it is asked for; `more` are kinds that a system's own handlers know.
 * `refuse`: says no before anything is stored, with this status and code. `delay`: answers after so many seconds.
 * `lose-answer`: does everything and then cuts the connection after so many seconds, so that the caller cannot know.
 * `amount`: everything is right but the answered amount is off by `delta` fen. `forge`: the answer's signature is wrong.
 */
export const faultShape = (operations: readonly string[], more: readonly string[] = []) =>
  z.strictObject({
    operation: z.enum(operations),
    kind: z.enum([...kinds, ...more]),
    times: z.int().positive().default(1),
    seconds: z.number().nonnegative().default(0),
    status: z.int().min(400).max(599).default(500),
    code: z.string().default('SYSTEM_ERROR'),
    message: z.string().default('系统繁忙，请稍后重试'),
    delta: z.int().default(1),
  });
export type Fault = z.infer<ReturnType<typeof faultShape>>;

declare module 'fastify' {
  interface FastifyRequest {
    /** The fault this request suffers from, once a handler took it. */
    fault?: Fault;
  }
}

/** Adds `delta` to every integer under a key that names an amount. */
const lie = (value: unknown, keys: ReadonlySet<string>, delta: number): unknown => {
  if (Array.isArray(value)) return value.map(item => lie(item, keys, delta));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      keys.has(key) && typeof field === 'number' ? field + delta : lie(field, keys, delta),
    ]),
  );
};

export interface Faults {
  /** What faults can be asked for. */
  readonly operations: () => readonly string[];
  readonly list: () => readonly Fault[];
  readonly add: (fault: Fault) => void;
  readonly clear: () => void;
  /** Wraps the handler of an operation so that it suffers what was asked for; the handler returns its answer, it does not send it. */
  readonly on: (operation: string, handler: Handler) => RouteHandlerMethod;
  /** Ends all waiting. */
  readonly stop: () => void;
}
export type Handler = (request: FastifyRequest, reply: FastifyReply) => unknown;

/** `amounts` are the keys that `amount` lies about; `refusal` makes the error that this system answers. */
export const createFaults = (amounts: readonly string[], refusal: (fault: Fault) => Error): Faults => {
  let waiting: Fault[] = [];
  const stopped = new AbortController();
  const keys = new Set(amounts);
  const operations = new Set<string>();
  const pause = (seconds: number) =>
    sleep(seconds * 1000, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined);
  const take = (operation: string): Fault | undefined => {
    const fault = waiting.find(one => one.operation === operation);
    if (!fault) return undefined;
    waiting = waiting.flatMap(one => (one !== fault ? one : one.times > 1 ? { ...one, times: one.times - 1 } : []));
    return fault;
  };
  return {
    operations: () => [...operations],
    list: () => waiting,
    add: fault => {
      waiting = [...waiting, fault];
    },
    clear: () => {
      waiting = [];
    },
    on: (operation, handler) => {
      operations.add(operation);
      return async (request, reply) => {
        const fault = take(operation);
        if (!fault) return handler(request, reply);
        request.fault = fault;
        if (fault.kind === 'refuse') throw refusal(fault);
        if (fault.kind === 'delay') await pause(fault.seconds);
        const answer = await handler(request, reply);
        if (fault.kind === 'amount') return lie(answer, keys, fault.delta);
        if (fault.kind !== 'lose-answer') return answer;
        reply.hijack();
        await pause(fault.seconds);
        request.raw.socket.destroy();
        return undefined;
      };
    },
    stop: () => stopped.abort(),
  };
};
