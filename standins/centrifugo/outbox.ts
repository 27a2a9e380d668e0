/** What waits to be written to one socket: messages of one turn share a frame, and a reader too slow for the bound is told on. */
import type { WebSocket } from 'ws';

const newline = Buffer.from('\n');

const join = (messages: readonly Buffer[]) => {
  const [first] = messages;
  if (first && messages.length === 1) return first;
  return Buffer.concat(messages.flatMap((message, index) => (index === 0 ? [message] : [newline, message])));
};

export class Outbox {
  readonly #socket: WebSocket;
  readonly #limit: number;
  readonly #delay: () => number;
  readonly #overflow: () => void;
  #waiting: Buffer[] = [];
  #bytes = 0;
  #scheduled = false;
  #writing = false;

  /** `limit` in bytes; `delay` answers how many milliseconds to hold messages back; `overflow` is called at most once. */
  constructor(socket: WebSocket, limit: number, delay: () => number, overflow: () => void) {
    this.#socket = socket;
    this.#limit = limit;
    this.#delay = delay;
    this.#overflow = overflow;
  }

  push(message: Buffer): void {
    if (this.#bytes > this.#limit) return;
    this.#bytes += message.length;
    if (this.#bytes > this.#limit) {
      this.#waiting = [];
      this.#overflow();
      return;
    }
    this.#waiting.push(message);
    if (this.#scheduled || this.#writing) return;
    this.#scheduled = true;
    const delay = this.#delay();
    if (delay > 0) setTimeout(this.#write, delay);
    else setImmediate(this.#write);
  }

  /** Writes what waits without waiting for the socket to drain. */
  flush(): void {
    this.#writing = false;
    this.#write();
  }

  readonly #write = (): void => {
    this.#scheduled = false;
    if (this.#writing || this.#waiting.length === 0) return;
    const frame = join(this.#waiting);
    this.#waiting = [];
    this.#bytes = 0;
    this.#writing = true;
    this.#socket.send(frame, { binary: false }, this.#written);
  };

  readonly #written = (): void => {
    this.#writing = false;
    this.#write();
  };
}
