/** Connecting with a token, and renewing it. */
import { maySubscribe, type OptionsOf, subscribeOptions } from '../channels.ts';
import type { Handle } from '../connection.ts';
import type { ChannelOptions } from '../settings.ts';
import type { SubscribeResult } from '../wire.ts';
import { claims, disconnect, fail, isAscii, lifetime, seconds } from './common.ts';

/** The options of a channel asked for while connecting: an unknown one costs the connection. */
const wantedOptions = (optionsOf: OptionsOf, channel: string): ChannelOptions => {
  try {
    return optionsOf(channel);
  } catch {
    return disconnect('badRequest');
  }
};

export const connect: Handle<'connect'> = async (client, { token, subs }, reply) => {
  const { hub, tokens, optionsOf, settings } = client.server;
  if (token === '') disconnect('badRequest');
  const granted = await claims(tokens.connect(token), {
    expired: () => fail('tokenExpired'),
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
  if (granted.expireAt > 0 && granted.expireAt < seconds()) fail('expired');
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

export const refresh: Handle<'refresh'> = async (client, { token }, reply) => {
  if (token === '') disconnect('badRequest');
  const granted = await claims(client.server.tokens.connect(token), {
    expired: () => disconnect('expired'),
    invalid: () => disconnect('invalidToken'),
  });
  if (client.isClosed) return;
  if (granted.user !== client.user) disconnect('invalidToken');
  if (granted.expireAt > 0 && granted.expireAt <= seconds()) fail('expired');
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
