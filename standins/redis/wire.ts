/** RESP2 as a server speaks it. Commands are read with ioredis' own parser: a command is an array of bulk strings, which replies have too. */
import Parser from 'redis-parser';
import { z } from 'zod';

/** A short answer, `+OK`; data goes as a bulk string. */
export interface Status {
  readonly status: string;
}
/** Refused; `message` begins with its kind: `ERR syntax error`. */
export class RedisError extends Error {}

export type Reply = Buffer | string | number | bigint | null | Status | RedisError | readonly Reply[];

export const ok: Status = { status: 'OK' };

const bulk = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n')]);

/** The bytes of an answer; null is the missing bulk string. */
export const encode = (reply: Reply): Buffer => {
  if (reply === null) return Buffer.from('$-1\r\n');
  if (reply instanceof RedisError) return Buffer.from(`-${reply.message.replace(/[\r\n]/g, ' ')}\r\n`);
  if (typeof reply === 'number' || typeof reply === 'bigint') return Buffer.from(`:${reply}\r\n`);
  if (typeof reply === 'string') return bulk(Buffer.from(reply));
  if (Buffer.isBuffer(reply)) return bulk(reply);
  if ('status' in reply) return Buffer.from(`+${reply.status}\r\n`);
  return Buffer.concat([Buffer.from(`*${reply.length}\r\n`), ...reply.map(encode)]);
};

const command = z.array(z.instanceof(Buffer)).min(1);

/**
 * Takes bytes as they come and tells of each whole command.
 * @param broken told once when what comes is no command; nothing after it makes sense
 */
export const reader = (told: (command: readonly Buffer[]) => void, broken: () => void): ((bytes: Buffer) => void) => {
  const parser = new Parser({
    returnBuffers: true,
    returnReply: reply => {
      const { success, data } = command.safeParse(reply);
      if (success) told(data);
      else broken();
    },
    returnError: broken,
    returnFatalError: broken,
  });
  return bytes => parser.execute(bytes);
};
