/** What a command is given: the connection that sent it, and what all connections share. */
import type { Channels } from './channels.ts';
import type { Keyspace } from './keyspace.ts';
import type { Reply } from './wire.ts';

export interface Shared {
  readonly databases: readonly [Keyspace, ...Keyspace[]];
  readonly channels: Channels;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** What INFO answers. */
  readonly information: () => string;
}

export interface Client {
  readonly id: number;
  readonly shared: Shared;
  /** The database it has selected. */
  own: Keyspace;
  name: string;
  /** Channels it listens to. */
  readonly listening: Set<string>;
}

export interface Command {
  /** How many arguments at least and at most. */
  readonly takes: readonly [least: number, most: number];
  /** Answers, or throws RedisError. */
  readonly run: (client: Client, ...args: readonly Buffer[]) => Reply;
}
