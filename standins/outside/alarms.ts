/** Rings for each piece of work when it is due: what a durable queue needs besides its table. */
export interface Alarms {
  /** Epoch milliseconds by the wall clock; a later call for the same id replaces the earlier. */
  readonly set: (id: string, at: number) => void;
  /** Rings no more and waits for what is being done. */
  readonly stop: () => Promise<void>;
}

const longest = 2 ** 31 - 1;

/** `ring` gets an id once; it sets it again when there is more to do. */
export const createAlarms = (ring: (id: string) => Promise<void>): Alarms => {
  const due = new Map<string, number>();
  const ringing = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const wind = () => {
    clearTimeout(timer);
    if (stopped || due.size === 0) return;
    timer = setTimeout(check, Math.min(Math.max(Math.min(...due.values()) - Date.now(), 0), longest));
  };
  const check = () => {
    for (const [id, at] of [...due]) {
      if (at > Date.now()) continue;
      due.delete(id);
      const work = ring(id).finally(() => ringing.delete(work));
      ringing.add(work);
    }
    wind();
  };
  return {
    set: (id, at) => {
      due.set(id, at);
      wind();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(ringing);
    },
  };
};
