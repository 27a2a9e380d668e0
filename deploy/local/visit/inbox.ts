/** What one person has been told so far: every push is kept, so that it can be waited for before or after it came. */

/** A message of a channel; what the hospital says carries `type`, `position` and ids. */
export interface Push {
  readonly channel: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** `performance.now()` at its arrival. */
  readonly at: number;
}

/** On this channel or any, with these values. */
export interface Expected {
  readonly channel?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Inbox {
  readonly pushes: readonly Push[];
  readonly put: (push: Push) => void;
  /** The first push like this, past or coming; null when none came within `ms`. */
  readonly find: (expected: Expected, ms: number) => Promise<Push | null>;
}

const like = (push: Push, { channel, data }: Expected): boolean =>
  (channel === undefined || push.channel === channel) &&
  Object.entries(data).every(([name, value]) => push.data[name] === value);

export const inbox = (): Inbox => {
  const pushes: Push[] = [];
  const waiting = new Set<(push: Push) => void>();
  return {
    pushes,
    put: push => {
      pushes.push(push);
      for (const look of waiting) look(push);
    },
    find: (expected, ms) => {
      const there = pushes.find(push => like(push, expected));
      if (there) return Promise.resolve(there);
      return new Promise(resolve => {
        const end = (push: Push | null) => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(push);
        };
        const look = (push: Push) => like(push, expected) && end(push);
        const timer = setTimeout(end, ms, null);
        waiting.add(look);
      });
    },
  };
};
