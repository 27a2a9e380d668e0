/** The commands that concern the connection itself: what a client asks when it connects, and whether the server is there. */
import type { Command } from './client.ts';
import { ok, RedisError } from './wire.ts';

/** CLIENT ID, CLIENT SETNAME … */
const subcommands: Readonly<Record<string, Command>> = {
  ID: { takes: [0, 0], run: ({ id }) => id },
  GETNAME: { takes: [0, 0], run: ({ name }) => name || null },
  SETNAME: {
    takes: [1, 1],
    run: (client, name) => {
      client.name = String(name);
      return ok;
    },
  },
  SETINFO: { takes: [2, 2], run: () => ok },
};

const noPassword =
  'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?';

export const clientCommands: Readonly<Record<string, Command>> = {
  PING: {
    takes: [0, 1],
    run: ({ listening }, message) => (listening.size > 0 ? ['pong', message ?? ''] : (message ?? { status: 'PONG' })),
  },
  ECHO: { takes: [1, 1], run: (_, message = Buffer.alloc(0)) => message },
  AUTH: {
    takes: [1, 2],
    // No password is set, so whatever the default user gives is right.
    run: (_, user, password) => {
      if (!password) throw new RedisError(noPassword);
      if (String(user) === 'default') return ok;
      throw new RedisError('WRONGPASS invalid username-password pair or user is disabled.');
    },
  },
  SELECT: {
    takes: [1, 1],
    run: (client, index) => {
      if (!/^-?\d+$/.test(String(index))) throw new RedisError('ERR value is not an integer or out of range');
      const chosen = client.shared.databases[Number(index)];
      if (!chosen) throw new RedisError('ERR DB index is out of range');
      client.own = chosen;
      return ok;
    },
  },
  INFO: { takes: [0, Number.POSITIVE_INFINITY], run: ({ shared }) => shared.information() },
  CLIENT: {
    takes: [1, Number.POSITIVE_INFINITY],
    run: (client, sub, ...args) => {
      const found = subcommands[String(sub).toUpperCase()];
      if (!found) throw new RedisError(`ERR unknown subcommand '${sub}'. Try CLIENT HELP.`);
      if (args.length < found.takes[0] || args.length > found.takes[1])
        throw new RedisError(`ERR wrong number of arguments for 'client|${String(sub).toLowerCase()}' command`);
      return found.run(client, ...args);
    },
  },
};
