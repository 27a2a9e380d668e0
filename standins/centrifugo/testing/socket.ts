/** A client below the official one: it sends what it is told, keeps what comes, and can misbehave. */
import { WebSocket } from 'ws';

export type Json = Record<string, unknown>;

/** A raw connection: commands out, replies and pushes in, pings answered. */
export class Socket {
  readonly #socket: WebSocket;
  readonly #frames: string[] = [];
  readonly #pushes: unknown[] = [];
  readonly #replies = new Map<number, Json>();
  readonly #closed: Promise<{ code: number; reason: string }>;
  #wake: (() => void)[] = [];
  #id = 0;
  /** Whether pings are answered. */
  alive = true;

  static async open(url: string, options?: { origin?: string }): Promise<Socket> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/connection/websocket`, options);
    const opened = new Promise<void>((resolve, reject) => socket.on('open', resolve).on('error', reject));
    const client = new Socket(socket);
    await opened;
    return client;
  }

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', data => this.#receive(data.toString()));
    this.#closed = new Promise(resolve => socket.on('close', (code, reason) => resolve({ code, reason: `${reason}` })));
  }

  #receive(frame: string): void {
    this.#frames.push(frame);
    for (const line of frame.split('\n')) {
      const message: Json = JSON.parse(line);
      if ('push' in message) this.#pushes.push(message.push);
      else if (typeof message.id === 'number') {
        const { id, ...reply } = message;
        this.#replies.set(message.id, reply);
      } else if (this.alive) this.send({});
    }
    for (const wake of this.#wake.splice(0)) wake();
  }

  async #until<T>(found: () => T | undefined): Promise<T> {
    for (;;) {
      const value = found();
      if (value !== undefined) return value;
      await Promise.race([
        new Promise<void>(resolve => this.#wake.push(resolve)),
        this.#closed.then(({ code, reason }) => Promise.reject(new Error(`closed ${code} ${reason}`))),
      ]);
    }
  }

  /** Sends messages in one frame, as they are. */
  send(...messages: (object | string)[]): void {
    this.#socket.send(
      messages.map(message => (typeof message === 'string' ? message : JSON.stringify(message))).join('\n'),
    );
  }

  /** Sends a command and waits for its reply, without the id. */
  async ask(command: object): Promise<Json> {
    const [reply] = await this.askAll(command);
    return reply ?? {};
  }

  /** Several commands in one frame. */
  askAll(...commands: object[]): Promise<Json[]> {
    const ids = commands.map(() => ++this.#id);
    this.send(...commands.map((command, index) => ({ ...command, id: ids[index] })));
    return Promise.all(ids.map(id => this.#until(() => this.#replies.get(id))));
  }

  /** The next push not asked for yet. */
  pushed(): Promise<unknown> {
    return this.#until(() => this.#pushes.shift());
  }

  /** Pushes that came and were not asked for. A command's round trip first makes sure none is still under way. */
  async unasked(): Promise<unknown[]> {
    await this.ask({ rpc: {} });
    return this.#pushes.splice(0);
  }

  /** Every frame as it came. */
  get frames(): readonly string[] {
    return this.#frames;
  }

  closed(): Promise<{ code: number; reason: string }> {
    return this.#closed;
  }

  drop(): void {
    this.#socket.terminate();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }
}
