/**
 * gRPC over Node's HTTP/2, because grpc-js sends a server's messages one per event-loop turn and copies each twice; here a
 * page of stored frames leaves in one write. Service definitions (paths, decoders) are those the client ships.
 */
import {
  createServer,
  type Http2Server,
  type OutgoingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
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

const PREFIX = 5;
const MAX_MESSAGE = 17 * 1024 * 1024;
/** Bytes that may wait for a client before its call counts as blocked. */
const HIGH_WATER = 256 * 1024;
/** Milliseconds in which the last frames of a stopping server may leave. */
const GRACE = 100;
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

/** Cuts a byte stream into messages. */
const splitter = (message: (bytes: Buffer) => void) => {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk: Buffer): void => {
    let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (bytes.length >= PREFIX) {
      const length = bytes.readUInt32BE(1);
      if (bytes[0] !== 0) throw new RpcError(status.UNIMPLEMENTED, 'Compressed messages are not supported.');
      if (length > MAX_MESSAGE) throw new RpcError(status.RESOURCE_EXHAUSTED, 'Received message exceeds the maximum.');
      if (bytes.length < PREFIX + length) break;
      message(bytes.subarray(PREFIX, PREFIX + length));
      bytes = bytes.subarray(PREFIX + length);
    }
    rest = bytes;
  };
};

/** Makes a handler for methods with one request. */
export const unary =
  <R>(answer: (call: Call, request: R) => void): Handler =>
  call => ({ message: request => answer(call, request as R) });

const toRpcError = (error: unknown): RpcError =>
  error instanceof RpcError ? error : new RpcError(status.UNKNOWN, 'Exception was thrown by handler.');

export interface GrpcServer {
  readonly port: number;
  /** Breaks off every call and connection. */
  close(): Promise<void>;
}

/** Serves handlers by method on 127.0.0.1; port 0 takes a free one. Rejects when the port is taken. */
export const serve = async (port: number, routes: ReadonlyMap<Method, Handler>): Promise<GrpcServer> => {
  const byPath = new Map([...routes].map(([method, handler]) => [method.path, { method, handler }] as const));
  const sessions = new Set<ServerHttp2Session>();
  const sockets = new Set<Socket>();
  const calls = new Set<Call>();
  const server: Http2Server = createServer({ maxSessionMemory: 512, settings: { initialWindowSize: 1024 * 1024 } });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('session', session => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    session.on('error', () => session.destroy());
    session.setLocalWindowSize(4 * 1024 * 1024);
  });
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    const call = new Call(stream);
    const route = byPath.get(headers[':path'] ?? '');
    if (!route) {
      call.fail(new RpcError(status.UNIMPLEMENTED, 'Service is unimplemented.'));
      return;
    }
    calls.add(call);
    const attempt = (step: () => void): void => {
      if (call.over) return;
      try {
        step();
      } catch (error) {
        call.fail(toRpcError(error));
      }
    };
    let listener: Listener | undefined;
    attempt(() => {
      listener = route.handler(call);
    });
    const split = splitter(bytes => listener?.message(route.method.requestDeserialize(bytes)));
    stream.on('data', (chunk: Buffer) => attempt(() => split(chunk)));
    stream.on('end', () => attempt(() => listener?.end?.()));
    call.onClose(() => calls.delete(call));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise(resolve => server.close(resolve));
      for (const call of calls) call.breakOff();
      await new Promise(setImmediate);
      for (const session of sessions) session.close();
      // A client may have opened another call meanwhile, and would keep the connection.
      setTimeout(() => {
        for (const socket of sockets) socket.destroy();
      }, GRACE).unref();
      await closed;
    },
  };
};
