/** One process per data folder: a listening socket is the lock, because the system frees it even after kill -9. */
import { createHash } from 'node:crypto';
import { mkdir, realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const addressOf = async (dir: string): Promise<string> => {
  const name = `yunzhen-${createHash('sha256')
    .update(await realpath(dir))
    .digest('hex')
    .slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
};

const listen = (address: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(socket => socket.destroy());
    server.once('error', reject).listen(address, () => resolve(server.unref()));
  });

const answers = (address: string): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(address, () => {
      socket.destroy();
      resolve(true);
    }).once('error', () => resolve(false));
  });

/** Takes the folder, creating it when missing, or throws; what it gives back releases it. */
export const lock = async (dir: string): Promise<() => Promise<void>> => {
  await mkdir(dir, { recursive: true });
  const address = await addressOf(dir);
  const server = await listen(address).catch(async (cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EADDRINUSE') throw cause;
    if (await answers(address)) throw new Error(`${dir} is in use by another process`, { cause });
    // Only where sockets are files can one outlive its process.
    await rm(address, { force: true });
    return listen(address);
  });
  return () => new Promise(resolve => server.close(() => resolve()));
};
