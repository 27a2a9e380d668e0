/** What each command of a client does, in the order in which a message naming several is read. */
import {
  hasHistory,
  mayPublish,
  maySeeHistory,
  maySeePresence,
  maySubscribe,
  type OptionsOf,
  subscribeOptions,
} from './channels.ts';
import type { Connection } from './connection.ts';
import type { ChannelOptions } from './settings.ts';
import { TokenError } from './tokens.ts';
import {
  type Command,
  CommandError,
  Disconnected,
  disconnects,
  errors,
  type Request,
  type SubscribeResult,
} from './wire.ts';

type Method = Exclude<keyof Command, 'id' | 'send'>;
type Handle<M extends Method> = (
  client: Connection,
  request: Request<M>,
  reply: (result: object) => void,
) => Promise<void> | void;

const fail = (error: readonly [number, string]): never => {
  throw new CommandError(error);
};
const disconnect = (why: keyof typeof disconnects): never => {
  throw new Disconnected(disconnects[why]);
};

const seconds = () => Math.floor(Date.now() / 1000);
const lifetime = (expireAt: number) => (expireAt === 0 ? {} : { expires: true, ttl: expireAt - seconds() });

/** Only with a regular expression may a channel name leave ASCII, and none is configured here. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the control characters are part of ASCII
const isAscii = (channel: string) => /^[\x00-\x7f]*$/.test(channel);

/** The options of a channel a client names. Disconnects without a name; throws 102, 107. */
const named = ({ server }: Connection, channel: string): ChannelOptions => {
  if (channel === '') return disconnect('badRequest');
  const options = server.optionsOf(channel);
  return isAscii(channel) ? options : fail(errors.badRequest);
};

/** Waits for a token's claims; what a bad token leads to is up to the command. */
const claims = <T, E, I>(
  verified: Promise<T>,
  on: { readonly expired: () => E; readonly invalid: () => I },
): Promise<T | E | I> =>
  verified.catch(error => {
    if (error instanceof TokenError) return on[error.reason]();
    throw error;
  });

/** The options of a channel asked for while connecting: an unknown one costs the connection. */
const wantedOptions = (optionsOf: OptionsOf, channel: string): ChannelOptions => {
  try {
    return optionsOf(channel);
  } catch {
    return disconnect('badRequest');
  }
};

const connect: Handle<'connect'> = async (client, { token, subs }, reply) => {
  const { hub, tokens, optionsOf, settings } = client.server;
  if (token === '') disconnect('badRequest');
  const granted = await claims(tokens.connect(token), {
    expired: () => fail(errors.tokenExpired),
    invalid: () => disconnect('invalidToken'),
  });
  if (client.isClosed) return;
  const wanted = new Map(granted.subscriptions);
  for (const channel of Object.keys(subs)) {
    const options = wantedOptions(optionsOf, channel);
    if (wanted.has(channel) || !isAscii(channel) || !maySubscribe(options, channel, granted.user)) continue;
    wanted.set(channel, subscribeOptions(options));
  }
  const { channel_limit, user_connection_limit, ping_interval } = settings.client;
  if (channel_limit > 0 && wanted.size > channel_limit) disconnect('channelLimit');
  if (
    user_connection_limit > 0 &&
    granted.user !== '' &&
    hub.connections(granted.user).length >= user_connection_limit
  ) {
    disconnect('connectionLimit');
  }
  if (granted.expireAt > 0 && granted.expireAt < seconds()) fail(errors.expired);
  client.accept(granted);
  const results: Record<string, SubscribeResult> = {};
  for (const [channel, options] of wanted) {
    const from = subs[channel]?.recover ? subs[channel] : undefined;
    results[channel] = hub.subscribe(client, channel, options, true, from);
  }
  const pingSeconds = Math.floor(ping_interval / 1000);
  reply({
    client: client.id,
    version: '0.0.0 OSS',
    ...lifetime(granted.expireAt),
    ...(wanted.size > 0 && { subs: results }),
    ...(pingSeconds > 0 && { ping: pingSeconds }),
    pong: true,
  });
  for (const channel of wanted.keys()) hub.announce(client, channel);
};

const subscribe: Handle<'subscribe'> = async (client, request, reply) => {
  const { hub, tokens, settings } = client.server;
  const { channel, token } = request;
  if (channel === '') disconnect('badRequest');
  if (settings.channel.max_length > 0 && channel.length > settings.channel.max_length) fail(errors.badRequest);
  if (client.subscriptions.has(channel)) fail(errors.alreadySubscribed);
  const { channel_limit } = settings.client;
  if (channel_limit > 0 && client.subscriptions.size >= channel_limit) fail(errors.limitExceeded);
  const options = named(client, channel);

  let granted = subscribeOptions(options);
  if (token !== '') {
    const claimed = await claims(tokens.subscribe(token), {
      expired: () => fail(errors.tokenExpired),
      invalid: () => fail(errors.permissionDenied),
    });
    if (client.isClosed) return;
    if (claimed.channel !== channel || claimed.user !== client.user) disconnect('invalidToken');
    if (claimed.client !== '' && claimed.client !== client.id) disconnect('invalidToken');
    if (claimed.options.expireAt > 0 && claimed.options.expireAt <= seconds()) fail(errors.expired);
    granted = claimed.options;
  } else if (!maySubscribe(options, channel, client.user)) fail(errors.permissionDenied);

  const history = maySeeHistory(options, client.user, true);
  const presence = maySeePresence(options, client.user, true);
  const result = hub.subscribe(
    client,
    channel,
    {
      ...granted,
      positioning: granted.positioning || (request.positioned && (options.allow_positioning || history)),
      recovery: granted.recovery || (request.recoverable && (options.allow_recovery || history)),
      pushJoinLeave: granted.pushJoinLeave || (request.join_leave && options.join_leave && presence),
    },
    false,
    request.recover ? request : undefined,
  );
  reply({ ...lifetime(granted.expireAt), ...result });
  hub.announce(client, channel);
};

const unsubscribe: Handle<'unsubscribe'> = (client, { channel }, reply) => {
  if (channel === '') disconnect('badRequest');
  client.server.hub.unsubscribe(client, channel);
  reply({});
};

const publish: Handle<'publish'> = (client, { channel, data }, reply) => {
  if (data === undefined) disconnect('badRequest');
  const options = named(client, channel);
  const subscription = client.subscriptions.get(channel);
  if (!mayPublish(options, client.user, subscription !== undefined)) fail(errors.permissionDenied);
  const info = subscription?.who ?? {
    user: client.user,
    client: client.id,
    ...(client.info === undefined ? {} : { conn_info: client.info }),
  };
  client.server.hub.publish(channel, { data, info });
  reply({});
};

/** Throws 108 where there is no presence, 103 for who may not see it. */
const checkPresence = (client: Connection, channel: string) => {
  const options = named(client, channel);
  if (!options.presence) fail(errors.notAvailable);
  if (!maySeePresence(options, client.user, client.subscriptions.has(channel))) fail(errors.permissionDenied);
};

const presence: Handle<'presence'> = (client, { channel }, reply) => {
  checkPresence(client, channel);
  reply({ presence: client.server.hub.presence(channel) });
};

const presenceStats: Handle<'presence_stats'> = (client, { channel }, reply) => {
  checkPresence(client, channel);
  reply(client.server.hub.presenceStats(channel));
};

const history: Handle<'history'> = (client, { channel, limit, since, reverse }, reply) => {
  const { hub, settings } = client.server;
  const options = named(client, channel);
  if (!hasHistory(options)) fail(errors.notAvailable);
  if (!maySeeHistory(options, client.user, client.subscriptions.has(channel))) fail(errors.permissionDenied);
  const most = settings.client.history_max_publication_limit;
  const bounded = most > 0 && (limit < 0 || limit > most) ? most : limit;
  reply(hub.history(channel, { limit: bounded, since: since ?? undefined, reverse }));
};

const rpc: Handle<'rpc'> = () => fail(errors.notAvailable);

const refresh: Handle<'refresh'> = async (client, { token }, reply) => {
  if (token === '') disconnect('badRequest');
  const granted = await claims(client.server.tokens.connect(token), {
    expired: () => disconnect('expired'),
    invalid: () => disconnect('invalidToken'),
  });
  if (client.isClosed) return;
  if (granted.user !== client.user) disconnect('invalidToken');
  if (granted.expireAt > 0 && granted.expireAt <= seconds()) fail(errors.expired);
  // Other server-side subscriptions than the ones the client has: it comes back and gets them.
  const lost = [...client.tokenChannels].some(
    channel => client.subscriptions.has(channel) && !granted.subscriptions.has(channel),
  );
  const gained = [...granted.subscriptions.keys()].some(channel => !client.subscriptions.has(channel));
  if (lost || gained) disconnect('insufficientState');
  client.expireAt = granted.expireAt;
  if (granted.info !== undefined) client.info = granted.info;
  reply(lifetime(granted.expireAt));
};

const subRefresh: Handle<'sub_refresh'> = async (client, { channel, token }, reply) => {
  if (channel === '') disconnect('badRequest');
  if (!client.subscriptions.has(channel)) fail(errors.permissionDenied);
  if (token === '') fail(errors.badRequest);
  const claimed = await claims(client.server.tokens.subscribe(token), {
    expired: () => undefined,
    invalid: () => disconnect('invalidToken'),
  });
  const subscription = client.subscriptions.get(channel);
  if (client.isClosed || !subscription) return;
  // The real server takes an expired token here for one that sets no end.
  if (!claimed) {
    subscription.expireAt = 0;
    return reply({});
  }
  if (claimed.channel !== channel || claimed.user !== client.user) disconnect('invalidToken');
  if (claimed.client !== '' && claimed.client !== client.id) disconnect('invalidToken');
  const { expireAt } = claimed.options;
  if (expireAt > 0 && expireAt < seconds()) fail(errors.expired);
  subscription.expireAt = expireAt;
  reply(lifetime(expireAt));
};

const handler = <M extends Method>(method: M, handle: Handle<M>) => ({ method, handle });

export const handlers = [
  handler('connect', connect),
  handler('subscribe', subscribe),
  handler('unsubscribe', unsubscribe),
  handler('publish', publish),
  handler('presence', presence),
  handler('presence_stats', presenceStats),
  handler('history', history),
  handler('rpc', rpc),
  handler('refresh', refresh),
  handler('sub_refresh', subRefresh),
];
