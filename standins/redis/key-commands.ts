/** The commands on keys that the product, its tests and its operators use. */
import type { Client, Command } from './client.ts';
import { ok, RedisError, type Reply } from './wire.ts';

const most = Number.POSITIVE_INFINITY;
const none = Buffer.alloc(0);
const syntaxError = () => new RedisError('ERR syntax error');

/** A signed 64-bit integer, as Redis reads it. */
const integer = (bytes: Buffer): bigint => {
  const text = bytes.toString('latin1');
  const value = /^(0|-?[1-9]\d*)$/.test(text) ? BigInt(text) : undefined;
  if (value === undefined || value !== BigInt.asIntN(64, value))
    throw new RedisError('ERR value is not an integer or out of range');
  return value;
};

const add = ({ own }: Client, key: Buffer, by: bigint): Reply => {
  const { value, expiresAt } = own.get(key) ?? {};
  const sum = (value ? integer(value) : 0n) + by;
  if (sum !== BigInt.asIntN(64, sum)) throw new RedisError('ERR increment or decrement would overflow');
  own.set(key, Buffer.from(String(sum)), expiresAt);
  return sum;
};

const units = { s: 1_000, ms: 1 } as const;

const expire = ({ own, shared: { now } }: Client, key: Buffer, time: Buffer, unit: keyof typeof units): Reply => {
  const expiresAt = now() + Number(integer(time)) * units[unit];
  const entry = own.get(key);
  if (!entry) return 0;
  own.set(key, entry.value, expiresAt);
  return 1;
};

/** -2: no such key; -1: it stays. */
const remaining = ({ own, shared: { now } }: Client, key: Buffer, unit: keyof typeof units): Reply => {
  const entry = own.get(key);
  if (!entry) return -2;
  return entry.expiresAt === most ? -1 : Math.round((entry.expiresAt - now()) / units[unit]);
};

/** SET key value [NX | XX] [GET] [KEEPTTL | EX seconds | PX milliseconds] */
const set: Command['run'] = ({ own, shared: { now } }, key = none, value = none, ...options) => {
  const before = own.get(key);
  const asked = options.map(option => option.toString('latin1').toUpperCase());
  let expiresAt: number | undefined;
  const given = new Set<string>();
  for (let at = 0; at < asked.length; at++) {
    const option = asked[at] as string;
    if (!['NX', 'XX', 'GET', 'KEEPTTL', 'EX', 'PX'].includes(option)) throw syntaxError();
    given.add(option);
    if (option !== 'EX' && option !== 'PX') continue;
    const time = options[++at];
    if (!time || expiresAt !== undefined) throw syntaxError();
    const amount = integer(time);
    if (amount <= 0n) throw new RedisError("ERR invalid expire time in 'set' command");
    expiresAt = now() + Number(amount) * units[option === 'EX' ? 's' : 'ms'];
  }
  if (given.has('NX') && given.has('XX')) throw syntaxError();
  if (given.has('KEEPTTL')) {
    if (expiresAt !== undefined) throw syntaxError();
    expiresAt = before?.expiresAt;
  }
  const may = given.has('NX') ? !before : given.has('XX') ? before !== undefined : true;
  if (may) own.set(key, value, expiresAt);
  if (given.has('GET')) return before?.value ?? null;
  return may ? ok : null;
};

/** KEYS takes a glob: `*`, `?`, `[a-c]`, `[^a]` and `\` before a letter that is meant. */
const glob = (pattern: string): RegExp => {
  const source = pattern.replace(
    /\\(.)|\[(\^?)((?:\\.|[^\]])*)\]|\*|\?|[.+^${}()|/\]\\[]/gs,
    (found, letter, not, set) => {
      if (letter !== undefined) return letter.replace(/\W/g, '\\$&');
      if (set !== undefined) return `[${not}${set.replace(/[[^]/g, '\\$&')}]`;
      return found === '*' ? '.*' : found === '?' ? '.' : `\\${found}`;
    },
  );
  return new RegExp(`^${source}$`, 's');
};

export const keyCommands: Readonly<Record<string, Command>> = {
  GET: { takes: [1, 1], run: ({ own }, key = none) => own.get(key)?.value ?? null },
  SET: { takes: [2, most], run: set },
  DEL: { takes: [1, most], run: ({ own }, ...keys) => keys.filter(key => own.delete(key)).length },
  EXISTS: { takes: [1, most], run: ({ own }, ...keys) => keys.filter(key => own.get(key)).length },
  INCR: { takes: [1, 1], run: (client, key = none) => add(client, key, 1n) },
  DECR: { takes: [1, 1], run: (client, key = none) => add(client, key, -1n) },
  INCRBY: { takes: [2, 2], run: (client, key = none, by = none) => add(client, key, integer(by)) },
  EXPIRE: { takes: [2, 2], run: (client, key = none, time = none) => expire(client, key, time, 's') },
  PEXPIRE: { takes: [2, 2], run: (client, key = none, time = none) => expire(client, key, time, 'ms') },
  TTL: { takes: [1, 1], run: (client, key = none) => remaining(client, key, 's') },
  PTTL: { takes: [1, 1], run: (client, key = none) => remaining(client, key, 'ms') },
  KEYS: {
    takes: [1, 1],
    run: ({ own }, pattern = none) => {
      const wanted = glob(pattern.toString('latin1'));
      return own.keys().filter(key => wanted.test(key.toString('latin1')));
    },
  },
  DBSIZE: { takes: [0, 0], run: ({ own }) => own.keys().length },
  FLUSHDB: {
    takes: [0, 1],
    run: ({ own }) => {
      own.clear();
      return ok;
    },
  },
  FLUSHALL: {
    takes: [0, 1],
    run: ({ shared }) => {
      for (const one of shared.databases) one.clear();
      return ok;
    },
  },
  PUBLISH: {
    takes: [2, 2],
    run: ({ shared }, channel = none, message = none) => shared.channels.publish(channel.toString('latin1'), message),
  },
};
