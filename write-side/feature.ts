import { type CapabilityName, states } from '@yunzhen/contracts/index';
import type { Capability, CommandOf, EventOf, Sealed } from '@yunzhen/contracts/language';
import type { States } from '@yunzhen/contracts/states';
import type { z } from 'zod';
import type { Decider } from './decider.ts';
import type { Attach } from './files/store.ts';
import type { Success } from './payment/state.ts';

/** What commands ask of outside systems before they are decided. Throws GatewayUnknown when no answer comes. */
export interface Outside {
  /** What was paid on an order of the payment channel; null: nothing, or not until now. */
  readonly paymentSuccess: (paymentId: string) => Promise<Success | null>;
}
/** What a hospital may set otherwise. */
export interface FeatureSettings {
  /** P6.11: how long a number waits for its payment. */
  readonly holdMinutes: number;
}
export const usualSettings: FeatureSettings = { holdMinutes: 15 };

/** What a command may look up and do first: folds of other streams, and commands on them that must be accepted before it. */
export interface Ask {
  /** The state of another stream, as its decider folds it. */
  readonly state: <S>(feature: Feature<S>, id: string) => Promise<S>;
  /** A command on another stream, under a command id of its own that is derived from this one's. Throws its Refusal. */
  readonly send: <C extends Capability, K extends keyof C['commands'] & string>(
    to: C,
    id: string,
    command: K,
    input: z.input<z.ZodObject<C['commands'][K]['input']>>,
  ) => Promise<void>;
  /** What a second person approved, in the name of both. Throws Refusal. */
  readonly carryOut: (approved: Approved) => Promise<void>;
  /** Opens sealed personal data for the decision alone; null once its key is destroyed. */
  readonly open: <T>(sealed: Sealed<T>) => Promise<T | null>;
  /** Keyed blind index of personal data: equal for equal values of a kind, and nothing is told by it. */
  readonly index: (kind: string, value: string) => string;
  /** Lets pictures of the sender hang on what is decided, so that those it concerns may see them. Throws Refusal `unknown-file`. */
  readonly attach: Attach;
  readonly outside: Outside;
  readonly settings: FeatureSettings;
}
/** A command with all that its decision needs, and who answers for it. */
export interface Approved {
  readonly capability: string;
  readonly id: string;
  readonly command: string;
  /** As it was proposed: checked, and secrets in it are indexes. */
  readonly input: object;
  /** What the second person adds, as it was sent. */
  readonly added: object;
  readonly proposedBy: string;
  /** The same for the same proposal: carried out twice it is done once. */
  readonly key: string;
}
/** What looking up needs besides the streams. */
export type Surroundings = Pick<Ask, 'open' | 'index' | 'attach' | 'outside' | 'settings'>;

type Shown = { readonly type: string; readonly id: string };
type Fold = Decider<Shown, { type: string; data: never }, unknown>;

/** A capability as the write side runs it; its types were checked where it was built. */
export interface Feature<S = unknown, N extends string = string> {
  readonly contract: Capability<N>;
  /** The declared states of its streams, which no decision may leave. */
  readonly states?: States | undefined;
  readonly decider: Omit<Fold, 'initial'> & { readonly initial: S };
  readonly prepare: Readonly<Record<string, (command: never, ask: Ask, state: never) => Promise<object> | object>>;
  /** Looks up what would refuse a command that is only proposed now. */
  readonly propose: Readonly<Record<string, (command: never, ask: Ask, state: never) => Promise<void>>>;
}

/**
 * A capability's contract and decider together, with what its commands look up first: `prepare` answers the facts that
 * are added to the command of that name before it is decided. `propose` looks before a command that needs a second person is proposed.
 */
export const feature = <K extends Capability, C extends CommandOf<K> & { type: string }, S>(
  contract: K,
  decider: Decider<C, EventOf<K>, S>,
  prepare: {
    readonly [T in CommandOf<K>['type']]?: (
      command: Extract<CommandOf<K>, { type: T }>,
      ask: Ask,
      state: S,
    ) => Promise<object> | object;
  } = {},
  propose: {
    readonly [T in CommandOf<K>['type']]?: (
      command: Extract<CommandOf<K>, { type: T }>,
      ask: Ask,
      state: S,
    ) => Promise<void>;
  } = {},
): Feature<S, K['name']> => ({
  contract,
  states: Object.hasOwn(states, contract.name) ? (states[contract.name as CapabilityName] ?? undefined) : undefined,
  decider: decider as unknown as Feature<S>['decider'],
  prepare: prepare as unknown as Feature<S>['prepare'],
  propose: propose as unknown as Feature<S>['propose'],
});

/** Looks up only when this field of the command is given: what needs nothing is decided without a look at the stream's end. */
export const whenGiven = <F extends (...asked: never[]) => Promise<object>>(field: string, prepare: F): F =>
  Object.assign(prepare, { needs: field });
