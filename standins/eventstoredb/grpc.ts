/**
 * gRPC over Node's HTTP/2, because grpc-js sends a server's messages one per event-loop turn and copies each twice; here a
 * page of stored frames leaves in one write. Service definitions (paths, decoders) are those the client ships.
 */
import type { OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { status } from '@grpc/grpc-js';

/** The part of a generated service method that a server needs. */
export interface Method {
  readonly path: string;
  requestDeserialize(bytes: Buffer): unknown;
}

/** A call's refusal: a gRPC status code, a text and trailers. */
export class RpcError extends Error {
  readonly code: number;
  readonly trailers: Readonly<Record<string, string>>;
  constructor(code: number, details: string, trailers: Readonly<Record<string, string>> = {}) {
    super(details);
    this.code = code;
    this.trailers = trailers;
  }
}

export interface Listener {
  message(request: unknown): void;
  /** The client sent its last message. */
  end?(): void;
}
export type Handler = (call: Call) => Listener;

/** Bytes before a message: compressed or not, and its length. */
export const PREFIX = 5;
/** Bytes that may wait for a client before its call counts as blocked. */
const HIGH_WATER = 256 * 1024;
const HEADERS: OutgoingHttpHeaders = { ':status': 200, 'content-type': 'application/grpc+proto' };
const NOT_ASCII = /[^\x20-\x7e]/;

/** Puts the length prefix in front of a message. */
export const frame = (message: { serializeBinary(): Uint8Array }): Buffer => {
  const bytes = message.serializeBinary();
  const framed = Buffer.allocUnsafe(PREFIX + bytes.length);
  framed[0] = 0;
  framed.writeUInt32BE(bytes.length, 1);
  framed.set(bytes, PREFIX);
  return framed;
};

/** One call on the server's side. Frames written in one turn of the event loop leave together. */
export class Call {
  readonly #stream: ServerHttp2Stream;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #over = false;

  constructor(stream: ServerHttp2Stream) {
    this.#stream = stream;
  }

  get over(): boolean {
    return this.#over || this.#stream.closed || this.#stream.destroyed;
  }

  /** Whether enough is waiting for a slow client: go on when `drained`. */
  get blocked(): boolean {
    return this.#waitingBytes + this.#stream.writableLength > HIGH_WATER;
  }

  /** Sends a frame (see `frame`). */
  write(framed: Buffer): void {
    if (this.over) return;
    if (this.#waiting.length === 0) process.nextTick(() => this.#flush());
    this.#waiting.push(framed);
    this.#waitingBytes += framed.length;
  }

  /** Calls back in a later turn, once the client has taken what is waiting. */
  drained(then: () => void): void {
    if (this.#waitingBytes > 0) this.#flush();
    if (!this.blocked) setImmediate(then);
    else this.#stream.once('drain', then);
  }

  /** Called once the call is over, whoever ended it. */
  onClose(then: () => void): void {
    this.#stream.once('close', then);
  }

  end(): void {
    this.#finish({ 'grpc-status': status.OK });
  }

  /** Ends the call with an error; a trailer that HTTP cannot carry makes it HTTP 500, as it does in the real server. */
  fail(error: RpcError): void {
    if (this.over) return;
    const values = Object.values(error.trailers);
    if (values.some(value => NOT_ASCII.test(value)) && !this.#stream.headersSent) {
      this.#over = true;
      this.#stream.respond({ ':status': 500 }, { endStream: true });
      return;
    }
    this.#finish({ 'grpc-status': error.code, 'grpc-message': encodeURI(error.message), ...error.trailers });
  }

  /**
   * Ends the call with what a client makes of a stopping server's reset. It is said in words, because a client on Node
   * that is just writing when a reset without error arrives never hears of it.
   */
  breakOff(): void {
    this.fail(new RpcError(status.INTERNAL, 'Received RST_STREAM with code 0'));
  }

  #flush(): void {
    const [first] = this.#waiting;
    if (first === undefined || this.#stream.closed || this.#stream.destroyed) return;
    this.#respond();
    this.#stream.write(this.#waiting.length === 1 ? first : Buffer.concat(this.#waiting, this.#waitingBytes));
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  #respond(): void {
    if (!this.#stream.headersSent) this.#stream.respond(HEADERS, { waitForTrailers: true });
  }

  #finish(trailers: OutgoingHttpHeaders): void {
    if (this.over) return;
    this.#flush();
    this.#over = true;
    if (!this.#stream.headersSent) {
      this.#stream.respond({ ...HEADERS, ...trailers }, { endStream: true });
      return;
    }
    this.#stream.once('wantTrailers', () => this.#stream.sendTrailers(trailers));
    this.#stream.end();
  }
}

/** Makes a handler for methods with one request. */
export const unary =
  <R>(answer: (call: Call, request: R) => void): Handler =>
  call => ({ message: request => answer(call, request as R) });
