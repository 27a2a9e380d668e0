/** A whole write side in memory, for tests: the real dispatcher and committer, with a seal that can be looked through. */
import { createHash } from 'node:crypto';
import type { Grants } from '@yunzhen/contracts/permissions';
import type { Actor } from '@yunzhen/contracts/roles';
import type { Sealed } from '@yunzhen/contracts/sealed';
import { v4 } from 'uuid';
import type { Seal } from '../codec.ts';
import { type Answer, type CommitOptions, committer } from '../commit.ts';
import { dispatcher } from '../dispatch.ts';
import { type Feature, type Surroundings, usualSettings } from '../feature.ts';
import { type MemoryStore, memoryStore } from './memory-store.ts';

export const seal = async <T>(subjectId: string, value: T): Promise<Sealed<T>> =>
  `<${subjectId}|${typeof value === 'string' ? value : `=${JSON.stringify(value)}`}>` as unknown as Sealed<T>;
/** What such a seal holds; null for what is none. */
export const look = <T>(sealed: Sealed<T>): T | null => {
  const held = /^<[^|]*\|(.*)>$/s.exec(String(sealed))?.[1];
  return held === undefined ? null : held.startsWith('=') ? JSON.parse(held.slice(1)) : (held as T);
};
export const people = {
  attach: async () => undefined,
  open: async <T>(sealed: Sealed<T>): Promise<T | null> => look(sealed),
  index: (kind: string, value: string): string => createHash('sha256').update(`${kind} ${value}`).digest('base64url'),
};
/** Nothing was paid, and the hospital has changed no setting. */
export const surroundings: Surroundings = {
  ...people,
  outside: { paymentSuccess: async () => null },
  settings: usualSettings,
};
export const now = '2026-03-02T01:00:00.000Z';
export const system: Actor = { id: '00000000-0000-4000-8000-000000000000', role: 'system' };

interface Sent {
  readonly by?: Actor;
  readonly causedBy?: Actor;
  /** The command id; a new one when absent. */
  readonly key?: string;
  readonly at?: string;
}

/** @param store given to two houses it is one store with two processes that each keep their own folds. */
export const harness = (
  features: readonly Feature[],
  store: MemoryStore = memoryStore(),
  options: CommitOptions = { pause: 0 },
  {
    seal: sealing = seal,
    grants,
    ...asked
  }: Partial<Surroundings> & { readonly seal?: Seal; readonly grants?: Grants } = {},
) => {
  const process = committer(store, sealing, options);
  const dispatch = dispatcher(features, process, { ...surroundings, ...asked }, grants);
  return {
    store,
    ...process,
    dispatch,
    /** `to` is a stream's capability and id: `session-<id>`. */
    send: (
      to: string,
      command: string,
      input: object = {},
      { by = system, causedBy, key = v4(), at = now }: Sent = {},
    ): Promise<Answer> => {
      const [capability = '', id = ''] = [to.slice(0, -37), to.slice(-36)];
      const envelope = { commandId: key, correlationId: key, causationId: key, by, causedBy, at };
      return dispatch({ capability, id, command, input }, envelope);
    },
    /** Types and data of a stream's events. */
    events: (stream: string) => store.recorded(stream).map(({ type, data }) => ({ type, data })),
    /** The same with what is sealed in their fields opened. */
    opened: (stream: string) =>
      store.recorded(stream).map(({ type, data }) => ({
        type,
        data: Object.fromEntries(
          Object.entries(data).map(([field, value]): [string, unknown] => [
            field,
            look(value as Sealed<unknown>) ?? value,
          ]),
        ),
      })),
  };
};

/** Readable ids: `idOf(7)` ends in 7. */
export const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
