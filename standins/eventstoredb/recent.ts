/** Ids of recent events, for appends that name no revision: bounded and forgotten at a restart, as in the real server. */

export interface Remembered {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
}

export interface Recent {
  get(id: string): Remembered | undefined;
  /** The first to bring an id keeps it. Events from `durable` on are never forgotten. */
  add(id: string, event: Remembered, durable: number): void;
}

const LIMIT = 8 * 1024 * 1024;
const costOf = (event: Remembered): number => 28 + 2 * event.stream.length;

export const recentIds = (): Recent => {
  const events = new Map<string, Remembered>();
  let size = 0;
  return {
    get: id => events.get(id),
    add: (id, event, durable) => {
      if (events.has(id)) return;
      events.set(id, event);
      size += costOf(event);
      for (const [oldest, remembered] of events) {
        if (size <= LIMIT || remembered.position >= durable) return;
        events.delete(oldest);
        size -= costOf(remembered);
      }
    },
  };
};
