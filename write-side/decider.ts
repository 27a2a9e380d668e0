import type { Asked, StoredOf } from '@yunzhen/contracts/language';
import type { Role } from '@yunzhen/contracts/roles';
import { Refusal, refuse } from '@yunzhen/platform/refusal';

/** A decider: the only place where a command becomes events. Pure and synchronous; clock, ids and prices come in the command. */
export interface Decider<C extends { type: string }, E extends { type: string }, S> {
  readonly initial: S;
  readonly decide: { readonly [T in C['type']]: (command: Extract<C, { type: T }>, state: S) => readonly E[] };
  readonly evolve: { readonly [T in E['type']]: (state: S, data: StoredOf<E, T>) => S };
  /** Whose stream it is, by role: what `own` in the authorisation table is measured by. */
  readonly owners?: (state: S) => Partial<Record<Role, string>>;
}

/** A command with what `prepare` looked up for it: `Facts<Command, { book: { fee: number } }>`. */
export type Facts<C extends { type: string }, F extends { [T in C['type']]?: object }> = {
  [T in C['type']]: Extract<C, { type: T }> & (T extends keyof F ? F[T] : unknown);
}[C['type']];

/** What a command was given, without the words every command has: for events that say just that. */
export const inputOf = <C extends Asked & { type: string }>({
  type: _type,
  id: _id,
  now: _now,
  by: _by,
  ...input
}: C) => input;

/** `refuse` that knows only the codes of one capability. */
export const refusing = <R extends string>(): ((code: R) => never) => refuse;
export { Refusal };
