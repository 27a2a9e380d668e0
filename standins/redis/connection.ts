/** One connection: runs commands one after the other, queues those of a transaction, and listens to channels. */
import type { Client, Shared } from './client.ts';
import { clientCommands } from './client-commands.ts';
import { keyCommands } from './key-commands.ts';
import { ok, RedisError, type Reply } from './wire.ts';

export interface Connection {
  readonly take: (command: readonly Buffer[]) => void;
  /** It listens to nothing any more. */
  readonly end: () => void;
}

const commands = { ...keyCommands, ...clientCommands };
/** All that RESP2 lets through while a connection listens to channels. */
const whileListening = ['SUBSCRIBE', 'UNSUBSCRIBE', 'PING', 'QUIT'];

const refusalOr = (work: () => Reply): Reply => {
  try {
    return work();
  } catch (error) {
    if (error instanceof RedisError) return error;
    throw error;
  }
};

/** What it takes to run a command, or the refusal of one that is unknown or has too few or too many arguments. */
const prepared = (client: Client, name: string, args: readonly Buffer[]): (() => Reply) => {
  const command = commands[name.toUpperCase()];
  if (!command) {
    const said = args.map(one => `'${one.toString('latin1')}' `).join('');
    throw new RedisError(`ERR unknown command '${name}', with args beginning with: ${said}`);
  }
  if (args.length < command.takes[0] || args.length > command.takes[1])
    throw new RedisError(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);
  return () => command.run(client, ...args);
};

/**
 * @param send an answer, or a message of a channel
 * @param hangUp ends it after what was sent
 */
export const connection = (
  shared: Shared,
  id: number,
  send: (reply: Reply) => void,
  hangUp: () => void,
): Connection => {
  const client: Client = { id, shared, own: shared.databases[0], name: '', listening: new Set() };
  const { channels } = shared;
  const { listening } = client;
  const self = { send };
  let queue: (() => Reply)[] | undefined;
  let broken = false;

  /** SUBSCRIBE and UNSUBSCRIBE answer once for each channel; UNSUBSCRIBE without one is from all. */
  const listen = (kind: 'subscribe' | 'unsubscribe', asked: readonly Buffer[]): void => {
    const all = asked.length > 0 ? asked : Array.from(listening, channel => Buffer.from(channel, 'latin1'));
    for (const channel of all) {
      const key = channel.toString('latin1');
      if (kind === 'subscribe') listening.add(key);
      else listening.delete(key);
      channels[kind](key, self);
      send([kind, channel, listening.size]);
    }
    if (all.length === 0) send([kind, null, 0]);
  };

  const transaction: Readonly<Record<string, () => Reply>> = {
    MULTI: () => {
      if (queue) throw new RedisError('ERR MULTI calls can not be nested');
      queue = [];
      broken = false;
      return ok;
    },
    EXEC: () => {
      const queued = queue;
      queue = undefined;
      if (!queued) throw new RedisError('ERR EXEC without MULTI');
      if (broken) throw new RedisError('EXECABORT Transaction discarded because of previous errors.');
      return queued.map(refusalOr);
    },
    DISCARD: () => {
      if (!queue) throw new RedisError('ERR DISCARD without MULTI');
      queue = undefined;
      return ok;
    },
  };

  const answer = (name: string, args: readonly Buffer[]): Reply => {
    const control = args.length === 0 ? transaction[name.toUpperCase()] : undefined;
    if (control) return control();
    try {
      const run = prepared(client, name, args);
      if (!queue) return run();
      queue.push(run);
      return { status: 'QUEUED' };
    } catch (error) {
      broken = true;
      throw error;
    }
  };

  return {
    take: ([given = Buffer.alloc(0), ...args]) => {
      const name = given.toString('latin1');
      const key = name.toUpperCase();
      if (listening.size > 0 && !whileListening.includes(key)) {
        const only = '(P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET';
        return send(
          new RedisError(`ERR Can't execute '${name.toLowerCase()}': only ${only} are allowed in this context`),
        );
      }
      if (key === 'SUBSCRIBE' && args.length > 0) return listen('subscribe', args);
      if (key === 'UNSUBSCRIBE') return listen('unsubscribe', args);
      if (key === 'QUIT') {
        send(ok);
        return hangUp();
      }
      send(refusalOr(() => answer(name, args)));
    },
    end: () => {
      for (const channel of listening) channels.unsubscribe(channel, self);
    },
  };
};
