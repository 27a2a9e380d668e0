import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { start } from '../standins/mongodb/server.ts';
import { mongo } from './mongo.ts';

test('positions keep all their digits, money stays a number, and a stopped server is not healthy', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'mongodb-'));
  const server = await start({ port: 0, dir });
  const { db, healthy, close } = mongo(
    `${server.url}${server.url.includes('?') ? '&' : '?'}serverSelectionTimeoutMS=200`,
    'test',
    'test',
  );
  const rows = db.collection<{ _id: string; position: bigint; fee: number; none?: undefined }>('rows');
  await rows.insertOne({ _id: 'a', position: 9_007_199_254_740_993n, fee: 5_000_000_000, none: undefined });
  expect(await rows.findOne({ _id: 'a' })).toEqual({ _id: 'a', position: 9_007_199_254_740_993n, fee: 5_000_000_000 });
  expect(await healthy()).toBe(true);
  await server.close();
  expect(await healthy()).toBe(false);
  await close();
  await rm(dir, { recursive: true });
});

test('a command on a socket that has just been destroyed fails, instead of waiting for ever', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const socket = createConnection(port, '127.0.0.1');
  await once(socket, 'connect');
  const { Connection } = createRequire(import.meta.url)('mongodb/lib/cmap/connection.js') as {
    Connection: new (socket: Socket, options: object) => { command(ns: object, command: object): Promise<unknown> };
  };
  const connection = new Connection(socket, { id: 1, hostAddress: { toString: () => 'there' } });
  socket.destroy();
  await expect(connection.command({ db: 'admin' }, { hello: 1 })).rejects.toThrow(/connection 1 to .* closed/);
  server.close();
});
