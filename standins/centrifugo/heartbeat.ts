/** Pings a client at a steady interval and notices when it does not answer. */

export interface Heartbeat {
  /** The client answered; false when nothing was asked. */
  pong(): boolean;
  stop(): void;
}

/** `interval` and `timeout` in milliseconds. The first ping comes at a random time, so that reconnecting crowds spread out. */
export const heartbeat = (interval: number, timeout: number, ping: () => void, dead: () => void): Heartbeat => {
  let waiting = false;
  let deadline: NodeJS.Timeout | undefined;
  const beat = () => {
    ping();
    waiting = true;
    deadline = setTimeout(dead, timeout);
    next = setTimeout(beat, interval);
  };
  let next = setTimeout(beat, interval * (0.5 + Math.random() / 2));
  return {
    pong: () => {
      const asked = waiting;
      waiting = false;
      clearTimeout(deadline);
      return asked;
    },
    stop: () => {
      clearTimeout(next);
      clearTimeout(deadline);
    },
  };
};
