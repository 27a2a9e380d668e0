/** The server API: each method is a request shape and what it does; `batch` runs several. */
import { z } from 'zod';
import { hasHistory, type OptionsOf } from './channels.ts';
import type { Hub } from './hub.ts';
import { overridden, subscriptionClaims } from './tokens.ts';
import { CommandError, disconnects, encode, errors, flag, int, list, position, record, text } from './wire.ts';

/** A request body that is not what the method takes; the HTTP edge answers 400. */
export class BadBody extends Error {
  override readonly name = 'BadBody';
}

const publication = {
  data: z.unknown().optional(),
  tags: record(z.string()),
  idempotency_key: text,
  skip_history: flag,
};
const byChannel = z.object({ channel: text });
const byUser = z.object({ user: text, client: text });
const fail = (error: readonly [number, string]): never => {
  throw new CommandError(error);
};

/** `news:*` and the like: `*` stands for any text, `?` for one character. */
export const glob = (pattern: string): RegExp => {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
};

type Outcome = { readonly result: object } | { readonly error: { readonly code: number; readonly message: string } };

/** Answers `{result}` or `{error}`. Throws BadBody; answers undefined for a method that does not exist. */
export const api = (hub: Hub, optionsOf: OptionsOf, node: { readonly uid: string; readonly startedAt: number }) => {
  const optionsFor = (channel: string) => (channel === '' ? fail(errors.badRequest) : optionsOf(channel));

  /** Reading the body, which throws BadBody, comes apart from doing what it says: a batch is read as a whole first. */
  const method =
    <S extends z.ZodType>(schema: S, run: (request: z.output<S>) => object) =>
    (body: unknown) => {
      const parsed = schema.safeParse(body ?? {});
      if (!parsed.success) throw new BadBody('the request body has another shape');
      return (): Outcome => {
        try {
          return { result: run(parsed.data) };
        } catch (error) {
          if (!(error instanceof CommandError)) throw error;
          return { error: { code: error.code, message: error.message } };
        }
      };
    };

  const publish = method(byChannel.extend(publication), ({ channel, data, tags, idempotency_key, skip_history }) => {
    optionsFor(channel);
    if (data === undefined) fail(errors.badRequest);
    return hub.publish(channel, { data, tags, idempotencyKey: idempotency_key, skipHistory: skip_history });
  });

  const methods = {
    publish,
    broadcast: method(z.object({ channels: list(z.string()), ...publication }), ({ channels, ...rest }) => {
      if (channels.length === 0 || rest.data === undefined) fail(errors.badRequest);
      return { responses: channels.map(channel => publish({ channel, ...rest })()) };
    }),
    subscribe: method(
      byUser.extend({
        channel: text,
        expire_at: int,
        recover_since: position.nullish(),
        ...subscriptionClaims.shape,
      }),
      ({ user, client, channel, expire_at, recover_since, ...claims }) => {
        optionsFor(channel);
        for (const connection of hub.connections(user, client)) {
          // What was missed is not pushed: the client sees a gap and asks for the history.
          const { was_recovering, recovered, publications, ...told } = hub.subscribe(
            connection,
            channel,
            overridden(optionsOf, channel, claims, expire_at),
            true,
            recover_since ?? undefined,
          );
          connection.send(encode({ push: { channel, subscribe: told } }));
          hub.announce(connection, channel);
        }
        return {};
      },
    ),
    unsubscribe: method(byUser.extend({ channel: text }), ({ user, client, channel }) => {
      optionsFor(channel);
      for (const connection of hub.connections(user, client)) hub.revoke(connection, channel, 'server');
      return {};
    }),
    disconnect: method(
      byUser.extend({
        disconnect: z.object({ code: int, reason: text }).nullish(),
        whitelist: list(z.string()),
      }),
      ({ user, client, disconnect, whitelist }) => {
        for (const connection of hub.connections(user, client)) {
          if (!whitelist.includes(connection.id)) connection.close(disconnect ?? disconnects.forced);
        }
        return {};
      },
    ),
    history: method(
      byChannel.extend({ limit: int, since: position.nullish(), reverse: flag }),
      ({ channel, limit, since, reverse }) => {
        if (!hasHistory(optionsFor(channel))) fail(errors.notAvailable);
        return hub.streams.read(channel, { limit, since: since ?? undefined, reverse });
      },
    ),
    history_remove: method(byChannel, ({ channel }) => {
      if (!hasHistory(optionsFor(channel))) fail(errors.notAvailable);
      hub.streams.clear(channel);
      return {};
    }),
    presence: method(byChannel, ({ channel }) => {
      if (!optionsFor(channel).presence) fail(errors.notAvailable);
      return { presence: hub.presence(channel) };
    }),
    presence_stats: method(byChannel, ({ channel }) => {
      if (!optionsFor(channel).presence) fail(errors.notAvailable);
      return hub.presenceStats(channel);
    }),
    channels: method(z.object({ pattern: text }), ({ pattern }) => {
      const wanted = glob(pattern || '*');
      const found = [...hub.channels].filter(([channel]) => wanted.test(channel));
      return { channels: Object.fromEntries(found.map(([channel, { size }]) => [channel, { num_clients: size }])) };
    }),
    info: method(z.object({}), () => ({ nodes: [nodeInfo(hub, node)] })),
    rpc: method(z.object({ method: text }), ({ method: name }) =>
      fail(name === '' ? errors.badRequest : errors.notFound),
    ),
  };

  const isMethod = (name: string): name is keyof typeof methods => Object.hasOwn(methods, name);

  const batchBody = z.object({ commands: list(record(z.unknown())) });
  const unknownMethod = method(z.unknown(), () => fail(errors.notFound));
  const batch = (body: unknown) => {
    const parsed = batchBody.safeParse(body ?? {});
    if (!parsed.success) throw new BadBody('commands must be a list');
    const commands = parsed.data.commands.map(command => {
      const name = Object.keys(command).find(isMethod);
      return { name, run: name ? methods[name](command[name]) : unknownMethod(command) };
    });
    const replies = commands.map(({ name, run }) => {
      const outcome = run();
      return name && 'result' in outcome ? { [name]: outcome.result } : outcome;
    });
    return replies.length > 0 ? { replies } : {};
  };

  return (name: string, body: unknown): object | undefined => {
    if (name === 'batch') return batch(body);
    return isMethod(name) ? methods[name](body)() : undefined;
  };
};

const nodeInfo = (hub: Hub, { uid, startedAt }: { readonly uid: string; readonly startedAt: number }) => ({
  uid,
  name: 'stand-in',
  version: '0.0.0',
  num_clients: hub.clients.size,
  num_users: hub.users.size,
  num_channels: hub.channels.size,
  num_subs: [...hub.channels.values()].reduce((sum, { size }) => sum + size, 0),
  uptime: Math.floor((Date.now() - startedAt) / 1000),
});
