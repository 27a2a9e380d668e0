import type { Asked, StoredOf } from '@yunzhen/contracts/language';
import { Refusal, refuse } from '@yunzhen/platform/refusal';

/** A decider: the only place where a command becomes events. Pure and synchronous; clock, ids and prices come in the command. */
export interface Decider<C extends { type: string }, E extends { type: string }, S> {
  readonly initial: S;
  readonly decide: { readonly [T in C['type']]: (command: Extract<C, { type: T }>, state: S) => readonly E[] };
  readonly evolve: { readonly [T in E['type']]: (state: S, data: StoredOf<E, T>) => S };
  /**
   * What a reach is measured by: whose stream it is, by `<role>Id`, and what else a condition asks, named as in the rows of its view. Null
   * while it is nobody's: whoever may send the command begins it.
   */
  readonly subject?: (state: S) => object | null;
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
