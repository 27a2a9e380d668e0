/** The HTTP/2 server under the calls: connections, routes, messages cut from the byte stream, and an end that comes at once. */
import { createServer, type Http2Server, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { status } from '@grpc/grpc-js';
import { Call, type Handler, type Listener, type Method, PREFIX, RpcError } from './grpc.ts';
import { handlerThrew } from './refusals.ts';

const MAX_MESSAGE = 17 * 1024 * 1024;
/** Milliseconds in which the last frames of a stopping server may leave. */
const GRACE = 100;

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

const toRpcError = (error: unknown): RpcError => (error instanceof RpcError ? error : handlerThrew());

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
