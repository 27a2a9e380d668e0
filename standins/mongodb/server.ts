/** A stand-in for MongoDB on a laptop: speaks its wire protocol to the official driver and keeps everything in one LMDB folder. */
import { mkdir } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { StartStandin } from '../standin.ts';
import { execute } from './commands.ts';
import type { Context } from './context.ts';
import { openCursors } from './cursors.ts';
import { CommandError } from './errors.ts';
import { noFaults } from './faults.ts';
import { lock } from './lock.ts';
import { openStore } from './store.ts';
import { startSweeper } from './sweeper.ts';
import type { Doc } from './values.ts';
import { answer, framer, parse } from './wire.ts';

const refusal = (error: unknown): Doc => {
  const { code, codeName, message, details } =
    error instanceof CommandError ? error : new CommandError(8, 'InternalError', String(error));
  return { ok: 0, errmsg: message, code, codeName, ...details };
};

const serve = async (context: Context, socket: Socket, message: Buffer): Promise<void> => {
  const request = parse(message);
  const met = await context.faults.meet(Object.keys(request.command)[0] ?? '').catch(refusal);
  if (met === 'drop') return void socket.destroy();
  const reply = met === 'go' ? await execute(context, request.command).catch(refusal) : met;
  if (request.wantsAnswer && !socket.destroyed) socket.write(answer(request, reply));
};

/** Rejects when the port is taken or another process holds the folder. */
export const start: StartStandin = async ({ port, dir }) => {
  await mkdir(dir, { recursive: true });
  const release = await lock(dir);
  const store = openStore(dir);
  const context: Context = { store, cursors: openCursors(), faults: noFaults(), sweepMilliseconds: 1000 };
  const connections = new Map<Socket, Promise<void>>();

  const server = createServer({ noDelay: true }, socket => {
    const messages = framer();
    connections.set(socket, Promise.resolve());
    socket.on('data', chunk => {
      try {
        // One after the other: an unacknowledged write comes before what is asked next.
        for (const message of messages(chunk)) {
          const next = connections.get(socket)?.then(() => serve(context, socket, message));
          connections.set(socket, next?.catch(() => void socket.destroy()) ?? Promise.resolve());
        }
      } catch {
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => connections.delete(socket));
  });

  const giveUp = async (): Promise<void> => {
    await store.close();
    await release();
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  }).catch(async error => {
    await giveUp();
    throw error;
  });
  const stopSweeping = startSweeper(context);

  const close = async (): Promise<void> => {
    const closed = new Promise<void>(resolve => server.close(() => resolve()));
    // What is in flight is answered, then LMDB must see no more reads.
    for (const socket of connections.keys()) socket.pause();
    await Promise.all(connections.values());
    for (const socket of connections.keys()) socket.destroy();
    await closed;
    await stopSweeping();
    await giveUp();
  };
  let closing: Promise<void> | undefined;
  return {
    url: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/?directConnection=true`,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
};
