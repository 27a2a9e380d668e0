/** The few words every contract is written in: a capability declares its events, commands and refusals once, all else is derived. */
import { z } from 'zod';
import type { About } from './about.ts';
import type { Board } from './channels.ts';
import type { Access, Actor, StaffRole } from './roles.ts';

export { type Sealed, sealed } from './sealed.ts';
export { longText, name, personName, text } from './text.ts';

/** In small letters, whatever was sent: an id is compared as text everywhere behind this. */
export const id = z.uuid().toLowerCase();
/** Who did something, where the system may do it too: a person's id, or the name of a process. */
export const actorId = z.string().regex(/^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]+(-[a-z]+)*)$/);
/** Integer fen, never yuan and never a float. */
export const fen = z.int().nonnegative();
/** What one piece costs: integer ten-thousandths of a yuan (万分之一元), at most a million yuan; see unit-price.ts. */
export const unitPrice = z.int().nonnegative().max(10_000_000_000);
export const instant = z.iso.datetime();
export const day = z.iso.date();

/**
 * What is typed in to be compared and never to be read, such as a code: whoever decides, and so the events, have its keyed index for
 * that stream in its place.
 */
export const secret = <S extends z.ZodType>(of: S): S => of.meta({ secret: true });
export const isSecret = (schema: unknown): boolean => schema instanceof z.ZodType && schema.meta()?.secret === true;

type Shapes = Record<string, z.ZodRawShape>;
export type Kebab<S extends string> = S extends `${infer H}${infer T}`
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

declare const stored: unique symbol;
/** `registration` + `timedOut` becomes `{ type: 'registration.timed-out', data: … }`, as it is decided; see StoredOf for what is read. */
export type EventOf<C> =
  C extends Capability<infer N, infer E, infer _C, infer _R>
    ? {
        [K in keyof E & string]: {
          type: `${N}.${Kebab<K>}`;
          data: z.output<z.ZodObject<E[K]>>;
          /** In types alone. */
          readonly [stored]?: z.input<z.ZodObject<E[K]>>;
        };
      }[keyof E & string]
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
/** An event's data as it is decided, all of it plain. */
export type DataOf<E extends { type: string }, T extends E['type']> =
  Extract<E, { type: T }> extends { data: infer D } ? D : never;
/** An event's data as it is stored and read: what is sealed stays so. */
export type StoredOf<E extends { type: string }, T extends E['type']> = StoredIn<Extract<E, { type: T }>>;
type StoredIn<E> = E extends { readonly data: infer D }
  ? typeof stored extends keyof E
    ? NonNullable<E[typeof stored]>
    : D
  : never;

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
