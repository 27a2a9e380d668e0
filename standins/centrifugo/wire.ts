/** The words of Centrifugo's client protocol: errors, disconnects, commands and what is pushed. JSON, one message a line. */
import { z } from 'zod';

/** Sent as an answer to one command; the connection stays. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: number;
  constructor([code, message]: readonly [number, string]) {
    super(message);
    this.code = code;
  }
}

export const errors = {
  unknownChannel: [102, 'unknown channel'],
  permissionDenied: [103, 'permission denied'],
  notFound: [104, 'not found'],
  alreadySubscribed: [105, 'already subscribed'],
  limitExceeded: [106, 'limit exceeded'],
  badRequest: [107, 'bad request'],
  notAvailable: [108, 'not available'],
  tokenExpired: [109, 'token expired'],
  expired: [110, 'expired'],
  unrecoverablePosition: [112, 'unrecoverable position'],
} as const;

/** Close code and reason: from 3500 and from 4500 the official client does not come back, from 3000 and 4000 it does. */
export interface Disconnect {
  readonly code: number;
  readonly reason: string;
}

/** Thrown by a command that costs the whole connection. */
export class Disconnected extends Error {
  override readonly name = 'Disconnected';
  readonly disconnect: Disconnect;
  constructor(disconnect: Disconnect) {
    super(disconnect.reason);
    this.disconnect = disconnect;
  }
}

export const disconnects = {
  shutdown: { code: 3001, reason: 'shutdown' },
  serverError: { code: 3004, reason: 'internal server error' },
  expired: { code: 3005, reason: 'connection expired' },
  subscriptionExpired: { code: 3006, reason: 'subscription expired' },
  slow: { code: 3008, reason: 'slow' },
  insufficientState: { code: 3010, reason: 'insufficient state' },
  noPong: { code: 3012, reason: 'no pong' },
  invalidToken: { code: 3500, reason: 'invalid token' },
  badRequest: { code: 3501, reason: 'bad request' },
  stale: { code: 3502, reason: 'stale' },
  forced: { code: 3503, reason: 'force disconnect' },
  connectionLimit: { code: 3504, reason: 'connection limit' },
  channelLimit: { code: 3505, reason: 'channel limit' },
  notAvailable: { code: 3508, reason: 'not available' },
} as const satisfies Record<string, Disconnect>;

export const unsubscribes = {
  server: { code: 2000, reason: 'server unsubscribe' },
  expired: { code: 2501, reason: 'subscription expired' },
} as const;

/** Absent and null mean the zero value, as everywhere in the real server's JSON. */
const or = <S extends z.ZodType>(schema: S, zero: z.output<S>) => schema.nullish().transform(value => value ?? zero);
export const text = or(z.string(), '');
export const flag = or(z.boolean(), false);
export const int = or(z.int(), 0);
const uint = or(z.int().nonnegative(), 0);
export const list = <S extends z.ZodType>(of: S) => or(z.array(of), []);
export const record = <S extends z.ZodType>(of: S) => or(z.record(z.string(), of), {});
export const position = z.object({ offset: uint, epoch: text });
const recovery = position.extend({ recover: flag });
const inChannel = z.object({ channel: text });

/** One command of a client; as with the real server, unknown fields are passed over and wrong types are a bad request. */
export const command = z.object({
  id: uint,
  connect: z.object({ token: text, subs: record(recovery) }).nullish(),
  subscribe: recovery
    .extend({ channel: text, token: text, positioned: flag, recoverable: flag, join_leave: flag })
    .nullish(),
  unsubscribe: inChannel.nullish(),
  publish: inChannel.extend({ data: z.unknown().optional() }).nullish(),
  presence: inChannel.nullish(),
  presence_stats: inChannel.nullish(),
  history: inChannel.extend({ limit: int, since: position.nullish(), reverse: flag }).nullish(),
  rpc: z.object({}).nullish(),
  send: z.object({}).nullish(),
  refresh: z.object({ token: text }).nullish(),
  sub_refresh: inChannel.extend({ token: text }).nullish(),
});

export type Command = z.output<typeof command>;
export type Request<M extends keyof Command> = NonNullable<Command[M]>;

export interface Position {
  readonly offset: number;
  readonly epoch: string;
}

export interface ClientInfo {
  readonly user: string;
  readonly client: string;
  readonly conn_info?: unknown;
  readonly chan_info?: unknown;
}

export interface Publication {
  readonly data: unknown;
  readonly info?: ClientInfo;
  readonly offset?: number;
  readonly tags?: Readonly<Record<string, string>>;
}

/** What a subscriber is told; false, zero and empty members are left out on the wire. */
export interface SubscribeResult {
  readonly expires?: true;
  readonly ttl?: number;
  readonly recoverable?: true;
  readonly epoch?: string;
  readonly publications?: readonly Publication[];
  readonly recovered?: true;
  readonly offset?: number;
  readonly positioned?: true;
  readonly data?: unknown;
  readonly was_recovering?: true;
}

/** A message for the wire, encoded once however many receive it. */
export const encode = (message: object): Buffer => Buffer.from(JSON.stringify(message));
