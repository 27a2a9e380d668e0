/** A small cache that forgets the least recently used entry, and every entry after its time. */
export interface Lru<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
}

/** @param ttl milliseconds an entry lives from when it was set, however often it is used. */
export const lru = <V>(size: number, ttl: number, now: () => number = Date.now): Lru<V> => {
  const entries = new Map<string, { value: V; until: number }>();
  return {
    get: key => {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      if (entry.until <= now()) return undefined;
      entries.set(key, entry);
      return entry.value;
    },
    set: (key, value) => {
      entries.delete(key);
      entries.set(key, { value, until: now() + ttl });
      if (entries.size <= size) return;
      const [oldest] = entries.keys();
      if (oldest !== undefined) entries.delete(oldest);
    },
    delete: key => {
      entries.delete(key);
    },
  };
};
