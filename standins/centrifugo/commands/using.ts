/** What a subscriber may do in a channel: publish, see who is there, read back. */
import { hasHistory, mayPublish, maySeeHistory, maySeePresence } from '../channels.ts';
import type { Connection, Handle } from '../connection.ts';
import { whoIs } from '../hub.ts';
import { disconnect, fail, named } from './common.ts';

export const publish: Handle<'publish'> = (client, { channel, data }, reply) => {
  if (data === undefined) disconnect('badRequest');
  const options = named(client, channel);
  const subscription = client.subscriptions.get(channel);
  if (!mayPublish(options, client.user, subscription !== undefined)) fail('permissionDenied');
  client.server.hub.publish(channel, { data, info: whoIs(client, subscription) });
  reply({});
};

/** Throws 108 where there is no presence, 103 for who may not see it. */
const checkPresence = (client: Connection, channel: string) => {
  const options = named(client, channel);
  if (!options.presence) fail('notAvailable');
  if (!maySeePresence(options, client.user, client.subscriptions.has(channel))) fail('permissionDenied');
};

export const presence: Handle<'presence'> = (client, { channel }, reply) => {
  checkPresence(client, channel);
  reply({ presence: client.server.hub.presence(channel) });
};

export const presenceStats: Handle<'presence_stats'> = (client, { channel }, reply) => {
  checkPresence(client, channel);
  reply(client.server.hub.presenceStats(channel));
};

export const history: Handle<'history'> = (client, { channel, limit, since, reverse }, reply) => {
  const { hub, settings } = client.server;
  const options = named(client, channel);
  if (!hasHistory(options)) fail('notAvailable');
  if (!maySeeHistory(options, client.user, client.subscriptions.has(channel))) fail('permissionDenied');
  const most = settings.client.history_max_publication_limit;
  const bounded = most > 0 && (limit < 0 || limit > most) ? most : limit;
  reply(hub.streams.read(channel, { limit: bounded, since: since ?? undefined, reverse }));
};
