/** How a capability speaks to people: states, refusals, choices and fields in one language. No zod: screens import it. */
import type { Capability } from './language.ts';
import type { Audience, Said } from './said.ts';
import type { shared } from './shared.zh.ts';

/** `waits` asks for somebody's attention, `runs` is under way, `well` ended as it should, `wrong` did not, `over` is neither. */
export type Tone = 'waits' | 'runs' | 'well' | 'wrong' | 'over';
export interface StateText {
  readonly word: Said;
  readonly tone: Tone;
}
export interface FieldText {
  readonly label: string;
  /** `yuan`: integer fen, `yuan/10000`: a unit price; both typed and shown in yuan. */
  readonly unit?: 'yuan' | 'yuan/10000' | '天' | '份' | '号' | '星' | '位';
  /** What it is for or how it is written, said under it. */
  readonly hint?: string;
  /** What somebody might type, in the empty field. */
  readonly example?: string;
  /** Of a group of fields, or of a row. */
  readonly parts?: Readonly<Record<string, FieldText>>;
}

type KeyOf<T> = T extends unknown ? keyof T & string : never;
/** Fields of the commands that people send, and of what a second person adds to them. */
type FieldOf<C extends Capability> = {
  [K in keyof C['commands']]: C['commands'][K] extends { readonly access: unknown }
    ? KeyOf<C['commands'][K]['input']> | ApprovedFieldOf<C['commands'][K]>
    : never;
}[keyof C['commands']];

type ApprovedFieldOf<S> = S extends { readonly approval: { readonly input: infer I } } ? KeyOf<I> : never;

/**
 * Everything a capability has to have words for: what is left out does not compile.
 * @typeParam Choices by name, the values that a person reads or chooses from
 */
export interface Text<
  C extends Capability = Capability,
  Status extends string = string,
  Choices extends Readonly<Record<string, string>> = Readonly<Record<string, string>>,
> {
  /** What it is called itself. */
  readonly name: string;
  readonly states: Readonly<Record<Status, StateText>>;
  /** What happened, and what is safe or to be done; those that several capabilities know are in shared.zh.ts. */
  readonly refusals: Readonly<Record<Exclude<C['refusals'][number], keyof typeof shared>, Said>>;
  readonly choices: { readonly [K in keyof Choices]: Readonly<Record<Choices[K], Said>> };
  readonly fields: Readonly<Record<FieldOf<C>, FieldText>>;
  /** Refusals that are about one field of a form, and stand beside it. */
  readonly refusedAt?: { readonly [R in C['refusals'][number]]?: [FieldOf<C>] extends [never] ? string : FieldOf<C> };
}

export const saidTo = (audience: Audience, said: Said): string =>
  typeof said === 'string' ? said : (said[audience] ?? said.all);

/** The same words for one audience. */
export const wordsFor = <K extends string>(audience: Audience, said: Readonly<Record<K, Said>>): Record<K, string> =>
  Object.fromEntries(Object.entries<Said>(said).map(([key, one]) => [key, saidTo(audience, one)] as const)) as Record<
    K,
    string
  >;

export const statesFor = <K extends string>(
  audience: Audience,
  states: Readonly<Record<K, StateText>>,
): Record<K, { readonly word: string; readonly tone: Tone }> =>
  Object.fromEntries(
    Object.entries<StateText>(states).map(
      ([key, { word, tone }]) => [key, { word: saidTo(audience, word), tone }] as const,
    ),
  ) as Record<K, { readonly word: string; readonly tone: Tone }>;
