/** The few words every contract is written in: a capability declares its events, commands and refusals once, all else is derived. */
import { z } from 'zod';
import type { About } from './about.ts';
import type { Board } from './channels.ts';
import type { Access, Actor, StaffRole } from './roles.ts';

export { longText, name, personName, text } from './text.ts';

/** In small letters, whatever was sent: an id is compared as text everywhere behind this. */
export const id = z.uuid().toLowerCase();
/** Integer fen, never yuan and never a float. */
export const fen = z.int().nonnegative();
export const instant = z.iso.datetime();
export const day = z.iso.date();
/** Personal data: stored encrypted under the key of the person that the field `owner` names, gone when that key is destroyed. */
export const sealed = (owner: SealedBy) => z.string().meta({ sealedBy: owner });
/**
 * Fields that name an owner. A visit person's id is chosen by a client: only together with the holder's does it name one person, and
 * `visitPerson` stands for `patientId` and `visitPersonId`.
 */
export type SealedBy = 'patientId' | 'accountId' | 'subjectId' | 'visitPerson';

/**
 * What is typed in to be compared and never to be read, such as a code: whoever decides, and so the events, have its keyed index for
 * that stream in its place.
 */
export const secret = <S extends z.ZodType>(of: S): S => of.meta({ secret: true });
export const isSecret = (schema: unknown): boolean => schema instanceof z.ZodType && schema.meta()?.secret === true;

type Shapes = Record<string, z.ZodRawShape>;
type Kebab<S extends string> = S extends `${infer H}${infer T}`
  ? `${H extends Lowercase<H> ? H : `-${Lowercase<H>}`}${Kebab<T>}`
  : S;

/** What a client (`access`) or only a process (no `access`) may ask of one stream. */
export interface CommandShape {
  /** Feature code and meaning; becomes the API documentation. */
  readonly summary: string;
  /** Who may send it; absent for commands that only processes and other commands send. */
  readonly access?: Access;
  readonly input: z.ZodRawShape;
  /** Sent by those who have access it is only proposed; a second person has it carried out. */
  readonly approval?: Approval;
}
export interface Approval {
  /** Who may approve or decline it, never the one who proposed it. */
  readonly by: readonly StaffRole[];
  /** Hours until it lapses. */
  readonly hours: number;
  /** What the second person adds to the input. */
  readonly input: z.ZodRawShape;
}
type CommandShapes = Record<string, CommandShape>;

/** An event's data as some build stored it: JSON, sealed fields still sealed. */
export type Stored = Readonly<Record<string, unknown>>;
/** Makes data of one version of an event's shape into data of the next. Pure; called on every read of an older event. */
export type Upcast = (stored: Stored) => Stored;

export interface Capability<
  N extends string = string,
  E extends Shapes = Shapes,
  C extends CommandShapes = CommandShapes,
  R extends string = string,
> {
  readonly name: N;
  readonly events: E;
  /** Of each event, whom and what it is about. */
  readonly about: Abouts<E>;
  readonly commands: C;
  readonly refusals: readonly R[];
  readonly upcasts?: Upcasts<E>;
  /** Events that a build which does not know them may pass over: nothing is decided on them, and no one waits for what follows. */
  readonly ignorable?: readonly string[];
  /** Boards that hear of its events, as types alone. */
  readonly boards?: readonly Board[];
}
type Abouts<E> = { readonly [K in keyof E]: About<keyof E[K] & string> };
/** Per event, the step from version 1 to 2, from 2 to 3 and so on. An event without steps is in version 1. */
type Upcasts<E> = { readonly [K in keyof E]?: readonly [Upcast, ...Upcast[]] };

export const capability = <
  const N extends string,
  const E extends Shapes,
  const C extends CommandShapes,
  const R extends string,
>(
  name: N,
  language: {
    events: E;
    about: Abouts<E>;
    commands: C;
    refusals: readonly R[];
    upcasts?: Upcasts<E>;
    ignorable?: readonly (keyof E & string)[];
    boards?: readonly Board[];
  },
): Capability<N, E, C, R> => ({ name, ...language });

/** `registration` + `timedOut` becomes `{ type: 'registration.timed-out', data: … }`. */
export type EventOf<C> =
  C extends Capability<infer N, infer E, infer _C, infer _R>
    ? { [K in keyof E & string]: { type: `${N}.${Kebab<K>}`; data: z.infer<z.ZodObject<E[K]>> } }[keyof E & string]
    : never;

/** A command as its decider sees it: the input, the stream's own id, the clock and who asks. */
export type CommandOf<C> =
  C extends Capability<infer _N, infer _E, infer Cs, infer _R>
    ? { [K in keyof Cs & string]: { type: K } & Asked & InputOf<Cs[K]['input']> & ApprovedOf<Cs[K]> }[keyof Cs & string]
    : never;
/** What a command has beside its input when a second person approved it. */
type ApprovedOf<C> = C extends { approval: { input: infer I extends z.ZodRawShape } }
  ? { readonly proposedBy: string } & InputOf<I>
  : unknown;
/** zod infers a record of nothing for an empty shape, which would forbid every other field too. */
type InputOf<I extends z.ZodRawShape> = keyof I extends never ? unknown : z.infer<z.ZodObject<I>>;

export interface Asked {
  /** The id behind the stream's name, taken from the address of the command. */
  readonly id: string;
  readonly now: string;
  readonly by: Actor;
}
export type RefusalOf<C> = C extends Capability<infer _N, infer _E, infer _C, infer R> ? R : never;
export type DataOf<E extends { type: string }, T extends E['type']> =
  Extract<E, { type: T }> extends { data: infer D } ? D : never;

export const kebab = (camel: string) => camel.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

/** Every event of a capability by its wire name, as a strict schema. */
export const eventSchemas = (of: Capability): Map<string, z.ZodObject> =>
  new Map(Object.entries(of.events).map(([name, shape]) => [`${of.name}.${kebab(name)}`, z.strictObject(shape)]));

/** The field of a capability's events that names their stream: `registration` → `registrationId`. */
export const streamIdField = ({ name }: Pick<Capability, 'name'>): string =>
  `${name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())}Id`;

/** Whom and what every event of a capability is about, by its wire name. */
export const aboutEvents = (of: Capability): Map<string, About> =>
  new Map(Object.entries(of.about).map(([name, about]) => [`${of.name}.${kebab(name)}`, about]));

/** Where personal data stands in an event: field → who owns it. Sealed fields stand at the top level. */
export const sealedFields = (shape: z.ZodRawShape): Map<string, SealedBy> => {
  const fields = new Map<string, SealedBy>();
  for (const [field, schema] of Object.entries(shape)) {
    const bare = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
    const owner = bare instanceof z.ZodType ? bare.meta()?.sealedBy : undefined;
    if (typeof owner === 'string') fields.set(field, owner as SealedBy);
  }
  return fields;
};
