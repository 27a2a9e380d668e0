/** One database: strings under keys that may expire. */

interface Entry {
  readonly value: Buffer;
  /** Milliseconds since 1970; Infinity: never. */
  readonly expiresAt: number;
}

export interface Keyspace {
  /** What is under the key now. */
  readonly get: (key: Buffer) => Entry | undefined;
  readonly set: (key: Buffer, value: Buffer, expiresAt?: number) => void;
  /** Whether it was there. */
  readonly delete: (key: Buffer) => boolean;
  readonly keys: () => Buffer[];
  readonly clear: () => void;
  /** Frees what has expired and was not asked for. */
  readonly sweep: () => void;
}

export const keyspace = (now: () => number): Keyspace => {
  // Latin-1 keeps every byte, so equal strings are equal keys.
  const entries = new Map<string, Entry>();
  const nameOf = (key: Buffer) => key.toString('latin1');
  const live = (name: string): Entry | undefined => {
    const entry = entries.get(name);
    if (entry && entry.expiresAt > now()) return entry;
    entries.delete(name);
    return undefined;
  };
  const sweep = () => {
    for (const name of entries.keys()) live(name);
  };
  return {
    get: key => live(nameOf(key)),
    set: (key, value, expiresAt = Number.POSITIVE_INFINITY) => void entries.set(nameOf(key), { value, expiresAt }),
    delete: key => live(nameOf(key)) !== undefined && entries.delete(nameOf(key)),
    keys: () => {
      sweep();
      return [...entries.keys()].map(name => Buffer.from(name, 'latin1'));
    },
    clear: () => entries.clear(),
    sweep,
  };
};
