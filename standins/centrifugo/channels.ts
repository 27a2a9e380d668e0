/** Which options hold for a channel and who may do what in it: the rules of Centrifugo's channel configuration. */
import type { ChannelOptions, Settings } from './settings.ts';
import { CommandError, errors } from './wire.ts';

/** Channel name to options. Throws 102 for a namespace that is not configured. */
export type OptionsOf = (channel: string) => ChannelOptions;

export const channelOptions = ({ channel: settings }: Settings): OptionsOf => {
  const complete = <O extends ChannelOptions>(options: O): O => ({
    ...options,
    history_meta_ttl: options.history_meta_ttl || settings.history_meta_ttl,
  });
  const plain = complete(settings.without_namespace);
  const namespaces = new Map(settings.namespaces.map(namespace => [namespace.name, complete(namespace)]));
  return channel => {
    const colon = channel.indexOf(':');
    const options = colon < 0 ? plain : namespaces.get(channel.slice(0, colon));
    if (!options) throw new CommandError(errors.unknownChannel);
    return options;
  };
};

/** `news#ann,bob` is for ann and bob. */
const isUserLimited = (channel: string) => channel.includes('#');
const isForUser = (channel: string, user: string) =>
  channel
    .slice(channel.lastIndexOf('#') + 1)
    .split(',')
    .includes(user);

/** Whether a user may subscribe without a subscription token. */
export const maySubscribe = (options: ChannelOptions, channel: string, user: string): boolean => {
  if (user === '') return false;
  if (options.allow_user_limited_channels && isUserLimited(channel)) return isForUser(channel, user);
  return options.allow_subscribe_for_client;
};

export const mayPublish = (options: ChannelOptions, user: string, subscribed: boolean): boolean =>
  user !== '' && (options.allow_publish_for_client || (options.allow_publish_for_subscriber && subscribed));

export const maySeePresence = (options: ChannelOptions, user: string, subscribed: boolean): boolean =>
  user !== '' && (options.allow_presence_for_client || (options.allow_presence_for_subscriber && subscribed));

export const maySeeHistory = (options: ChannelOptions, user: string, subscribed: boolean): boolean =>
  user !== '' && (options.allow_history_for_client || (options.allow_history_for_subscriber && subscribed));

export const hasHistory = (options: ChannelOptions): boolean => options.history_size > 0 && options.history_ttl > 0;

/** How one subscription behaves: the channel's options, or what a token makes of them. */
export interface SubscribeOptions {
  readonly positioning: boolean;
  readonly recovery: boolean;
  readonly presence: boolean;
  readonly joinLeave: boolean;
  readonly pushJoinLeave: boolean;
  /** Epoch seconds, 0 for never. */
  readonly expireAt: number;
  readonly info?: unknown;
  readonly data?: unknown;
}

export const subscribeOptions = (options: ChannelOptions): SubscribeOptions => ({
  positioning: options.force_positioning,
  recovery: options.force_recovery,
  presence: options.presence,
  joinLeave: options.join_leave,
  pushJoinLeave: options.force_push_join_leave,
  expireAt: 0,
});
