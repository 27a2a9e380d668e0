/** Subscribing with or without a token, renewing that token, and leaving. */
import { maySeeHistory, maySeePresence, maySubscribe, subscribeOptions } from '../channels.ts';
import type { Connection, Handle } from '../connection.ts';
import type { SubscribeToken } from '../tokens.ts';
import { claims, disconnect, fail, lifetime, named, seconds } from './common.ts';

/** A subscription token is good for its channel, its user and, where it says so, one connection only. */
const checkBearer = (client: Connection, channel: string, token: SubscribeToken) => {
  const isTheirs = token.channel === channel && token.user === client.user;
  if (!isTheirs || (token.client !== '' && token.client !== client.id)) disconnect('invalidToken');
};

export const subscribe: Handle<'subscribe'> = async (client, request, reply) => {
  const { hub, tokens, settings } = client.server;
  const { channel, token } = request;
  if (channel === '') disconnect('badRequest');
  if (settings.channel.max_length > 0 && channel.length > settings.channel.max_length) fail('badRequest');
  if (client.subscriptions.has(channel)) fail('alreadySubscribed');
  const { channel_limit } = settings.client;
  if (channel_limit > 0 && client.subscriptions.size >= channel_limit) fail('limitExceeded');
  const options = named(client, channel);

  let granted = subscribeOptions(options);
  if (token !== '') {
    const claimed = await claims(tokens.subscribe(token), {
      expired: () => fail('tokenExpired'),
      invalid: () => fail('permissionDenied'),
    });
    if (client.isClosed) return;
    checkBearer(client, channel, claimed);
    if (claimed.options.expireAt > 0 && claimed.options.expireAt <= seconds()) fail('expired');
    granted = claimed.options;
  } else if (!maySubscribe(options, channel, client.user)) fail('permissionDenied');

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

export const unsubscribe: Handle<'unsubscribe'> = (client, { channel }, reply) => {
  if (channel === '') disconnect('badRequest');
  client.server.hub.unsubscribe(client, channel);
  reply({});
};

export const subRefresh: Handle<'sub_refresh'> = async (client, { channel, token }, reply) => {
  if (channel === '') disconnect('badRequest');
  if (!client.subscriptions.has(channel)) fail('permissionDenied');
  if (token === '') fail('badRequest');
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
  checkBearer(client, channel, claimed);
  const { expireAt, info } = claimed.options;
  if (expireAt > 0 && expireAt < seconds()) fail('expired');
  subscription.expireAt = expireAt;
  subscription.info = info;
  reply(lifetime(expireAt));
};
