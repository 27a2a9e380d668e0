/** One server per data directory: a local socket named after it, which the system frees however the process ends. */
import { createHash } from 'node:crypto';
import { realpath, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class DirectoryInUse extends Error {
  constructor(dir: string) {
    super(`The data directory ${dir} is in use by another EventStoreDB stand-in.`);
    this.name = 'DirectoryInUse';
  }
}

const addressOf = (dir: string): string => {
  const name = `yunzhen-eventstoredb-${createHash('sha256').update(dir).digest('hex').slice(0, 24)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  if (process.platform === 'linux') return `\0${name}`;
  return join(tmpdir(), `${name}.sock`);
};

const listen = (address: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(socket => socket.destroy());
    server.once('error', reject);
    server.listen(address, () => resolve(server.unref()));
  });

const answers = (address: string): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(address, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** Takes an existing directory until released. Throws DirectoryInUse. */
export const lockDirectory = async (dir: string): Promise<() => Promise<void>> => {
  const address = addressOf(await realpath(dir));
  let server: Server;
  try {
    server = await listen(address);
  } catch {
    if (await answers(address)) throw new DirectoryInUse(dir);
    // Only where sockets are files can one be left behind by a killed process.
    await unlink(address).catch(() => undefined);
    server = await listen(address).catch(() => {
      throw new DirectoryInUse(dir);
    });
  }
  return () => new Promise(resolve => server.close(() => resolve()));
};
