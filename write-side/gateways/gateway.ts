/** An outside system as data: settings, client, calls, and how many of them run at a time and for how long. */
import type { Sealed } from '@yunzhen/contracts/sealed';
import { OutcomeUnknown } from '@yunzhen/platform/problem';
import type { z } from 'zod';
import type { Feature } from '../feature.ts';
import { type Carrying, openCarried } from '../reactions/carried.ts';
import type { Called, Reaction } from '../reactions/reaction.ts';
import type { Patience } from './patience.ts';

/** The answer is missing or proves nothing: it is asked again under the same key, never assumed. HTTP 503. */
export class GatewayUnknown extends OutcomeUnknown {}

/** The outside system has it and is not done: it is asked again at `at`, under the same key. */
export class GatewayPending extends GatewayUnknown {
  readonly at: Date;
  constructor(message: string, at: Date) {
    super(message);
    this.at = at;
  }
}

/** The outside system refused for a reason that no repetition cures: settings, keys, or a disagreement about the books. */
export class GatewayRefused extends Error {
  override readonly name = 'GatewayRefused';
  /** The outside system's own code. */
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** What a call may look up. */
export interface Around<C, S> {
  /** The client for requests about this patient; null: about nobody in particular. */
  readonly client: (patientId: string | null) => C;
  readonly settings: S;
  /** What a stream says now. */
  readonly state: <T>(feature: Feature<T>, id: string) => Promise<T>;
  /** Opens sealed personal data; null once its key is destroyed. */
  readonly open: <T>(sealed: Sealed<T>) => Promise<T | null>;
  readonly now: () => Date;
  /** How often somebody sent this again after it was given up. */
  readonly round: number;
}

export interface Call<C, S, I> {
  /** Ids and amounts, personal data sealed alone (`carried`): it is stored, and parsed again before it is asked. */
  readonly input: z.ZodType<I>;
  /** The number it goes by outside: asked again under the same one it happens once. */
  key(input: NoInfer<I>): string;
  /**
   * They know no number of ours: asked twice it happens twice. When its answer is lost it becomes a case, and only a person has it asked
   * again. `key` is then a name among ourselves.
   */
  readonly once?: true;
  /** Answers what follows. Throws GatewayUnknown, GatewayPending, GatewayRefused. */
  run(input: NoInfer<I>, around: Around<C, S>): Promise<readonly Reaction[]>;
}
type Calls<C, S> = Readonly<Record<string, Call<C, S, unknown>>>;
type InputOf<K> = K extends { readonly input: z.ZodType<infer I> } ? I : never;

export interface Gateway<N extends string = string, C = never, S = never, K = Calls<C, S>> {
  readonly name: N;
  readonly settings: z.ZodType<S>;
  readonly client: (settings: S) => C;
  /** Calls at a time. */
  readonly width: number;
  /** Milliseconds after which a call counts as unknown. */
  readonly timeout: number;
  readonly patience: Patience;
  /** Errors of its client that mean the answer is missing, beside GatewayUnknown. */
  readonly unknown?: (error: unknown) => boolean;
  readonly calls: K;
}

export const gateway = <const N extends string, C, S, K extends Calls<C, S>>(
  name: N,
  system: Omit<Gateway<N, C, S, K>, 'name'>,
): Gateway<N, C, S, K> => ({ name, ...system });

/** Types the calls of one client: `const calling = callsOf<HisClient, HisSettings>()`. */
export const callsOf =
  <C, S>() =>
  <I>(call: Call<C, S, I>): Call<C, S, I> =>
    call;

/** A call as a reaction. Its answer is again a list of reactions. */
export const call = <N extends string, K, T extends keyof K & string>(
  { name, calls }: { readonly name: N; readonly calls: K },
  which: T,
  input: Carrying<InputOf<K[T]>>,
): Called => {
  const { key, once } = calls[which] as Call<never, never, Carrying<InputOf<K[T]>>>;
  return { kind: 'call', gateway: `${name}.${which}`, key: key(input), input, ...(once && { once }) };
};

/** By name, `his.register`. */
export type Bound<N extends string, K> = {
  readonly [T in keyof K & string as `${N}.${T}`]: (
    input: InputOf<K[T]>,
    round?: number,
  ) => Promise<readonly Reaction[]>;
};
export type Gateways = Readonly<Record<string, (input: never, round?: number) => Promise<readonly Reaction[]>>>;

/** The calls of a gateway, ready to be asked. */
export const bind = <N extends string, C, S, K>(
  { name, calls, unknown = () => false }: Gateway<N, C, S, K>,
  around: (about: { readonly system: N; readonly call: string; readonly key: string }) => Omit<Around<C, S>, 'round'>,
): Bound<N, K> =>
  Object.fromEntries(
    Object.entries(calls as Calls<C, S>).map(([which, call]) => [
      `${name}.${which}`,
      async (asked: unknown, round = 0) => {
        const about = { system: name, call: `${name}.${which}`, key: call.key(asked as never) };
        try {
          const by = { ...around(about), round };
          return await call.run(call.input.parse(await openCarried(by.open, asked)), by);
        } catch (error) {
          if (unknown(error)) throw new GatewayUnknown(`${name} cannot be reached`);
          throw error;
        }
      },
    ]),
  ) as Bound<N, K>;
