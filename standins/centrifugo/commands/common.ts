/** What the commands share: how they fail, the channel they name, the claims of the token they bring. */
import type { Connection } from '../connection.ts';
import type { ChannelOptions } from '../settings.ts';
import { TokenError } from '../tokens.ts';
import { CommandError, Disconnected, disconnects, errors } from '../wire.ts';

export const fail = (error: keyof typeof errors): never => {
  throw new CommandError(errors[error]);
};
export const disconnect = (why: keyof typeof disconnects): never => {
  throw new Disconnected(disconnects[why]);
};

export const seconds = () => Math.floor(Date.now() / 1000);
export const lifetime = (expireAt: number) => (expireAt === 0 ? {} : { expires: true, ttl: expireAt - seconds() });

/** Only with a regular expression may a channel name leave ASCII, and none is configured here. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the control characters are part of ASCII
export const isAscii = (channel: string) => /^[\x00-\x7f]*$/.test(channel);

/** The options of a channel a client names. Disconnects without a name; throws 102, 107. */
export const named = ({ server }: Connection, channel: string): ChannelOptions => {
  if (channel === '') return disconnect('badRequest');
  const options = server.optionsOf(channel);
  return isAscii(channel) ? options : fail('badRequest');
};

/** Waits for a token's claims; what a bad token leads to is up to the command. */
export const claims = <T, E, I>(
  verified: Promise<T>,
  on: { readonly expired: () => E; readonly invalid: () => I },
): Promise<T | E | I> =>
  verified.catch(error => {
    if (error instanceof TokenError) return on[error.reason]();
    throw error;
  });
