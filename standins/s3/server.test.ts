import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Standin } from '../standin.ts';
import { start } from './server.ts';

const keys = { accessKeyId: 'an-id', secretAccessKey: 'a secret of it' };
let dir: string;
let running: Standin[] = [];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 's3-'));
});
afterEach(async () => {
  await Promise.all(running.map(one => one.close()));
  running = [];
  await rm(dir, { recursive: true, force: true });
});
const begin = async (more: object = {}): Promise<Standin> => {
  const standin = await start({ port: 0, dir, ...keys, ...more });
  running.push(standin);
  return standin;
};

const clientOf = (endpoint: string, more: object = {}) =>
  new S3Client({
    endpoint,
    region: 'us-east-1',
    credentials: keys,
    forcePathStyle: true,
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    ...more,
  });

test('objects are there after a new start, and a folder belongs to one process', async () => {
  const first = await begin();
  await expect(start({ port: 0, dir, ...keys })).rejects.toThrow('in use');
  await clientOf(first.url).send(new CreateBucketCommand({ Bucket: 'house' }));
  await clientOf(first.url).send(new PutObjectCommand({ Bucket: 'house', Key: 'a/b', Body: Buffer.from('kept') }));
  running = [];
  await first.close();
  const second = await begin();
  const { Body } = await clientOf(second.url).send(new GetObjectCommand({ Bucket: 'house', Key: 'a/b' }));
  expect(await Body?.transformToString()).toBe('kept');
});

test('a request that is old, or was signed for another place, is refused', async () => {
  const clock = { now: Date.now() };
  const standin = await begin({ now: () => clock.now });
  const client = clientOf(standin.url);
  await client.send(new CreateBucketCommand({ Bucket: 'house' }));
  clock.now += 16 * 60_000;
  // The client would learn the server's time from the refusal and sign again.
  const late = clientOf(standin.url).send(new GetObjectCommand({ Bucket: 'house', Key: 'x' }));
  await expect(late).rejects.toMatchObject({ name: 'RequestTimeTooSkewed' });
  clock.now -= 16 * 60_000;
  const elsewhere = clientOf(standin.url, { region: 'cn-north-1' });
  await expect(elsewhere.send(new CreateBucketCommand({ Bucket: 'other' }))).rejects.toMatchObject({
    name: 'SignatureDoesNotMatch',
  });
});

/** A signed request whose body is not what was signed, or is cut off. */
const forged = async (url: string, body: Buffer, announced: number): Promise<number | string> => {
  const client = clientOf(url);
  let sent: { headers: Record<string, string>; path: string; query: Record<string, string> } | undefined;
  client.middlewareStack.add(
    () => async args => {
      sent = args.request as typeof sent;
      throw new Error('taken');
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  const Body = Buffer.alloc(announced, 7);
  await client.send(new PutObjectCommand({ Bucket: 'house', Key: 'forged', Body })).catch(() => undefined);
  const query = new URLSearchParams(sent?.query);
  return new Promise(resolve => {
    const asked = request(`${url}${sent?.path}?${query}`, { method: 'PUT', headers: sent?.headers ?? {} }, answer => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', error => resolve(error.name));
    if (body.length === announced) asked.end(body);
    else asked.write(body, () => setTimeout(() => asked.destroy(new Error('cut')), 50));
  });
};

test('a body that was changed or cut off on the way never becomes an object', async () => {
  const standin = await begin();
  await clientOf(standin.url).send(new CreateBucketCommand({ Bucket: 'house' }));
  expect(await forged(standin.url, Buffer.alloc(1_000, 7), 1_000)).toBe(200);
  expect(await forged(standin.url, Buffer.alloc(1_000, 8), 1_000)).toBe(400);
  expect(await forged(standin.url, Buffer.alloc(500, 8), 1_000)).toBe('Error');
  const { Body } = await clientOf(standin.url).send(new GetObjectCommand({ Bucket: 'house', Key: 'forged' }));
  expect((await Body?.transformToByteArray())?.[0]).toBe(7);
  expect(await readdir(join(dir, 'tmp'))).toEqual([]);
});

const spawned: ChildProcess[] = [];
afterEach(() => {
  for (const child of spawned.splice(0)) child.kill('SIGKILL');
});
const runner = fileURLToPath(new URL('../run.ts', import.meta.url));
const served = async (settings: string): Promise<[ChildProcess, string]> => {
  const args = ['--import', '@oxc-node/core/register', runner, 's3', '--port', '0', '--data', join(dir, 'data')];
  const child = spawn(process.execPath, [...args, '--settings', settings], { stdio: ['ignore', 'pipe', 'inherit'] });
  spawned.push(child);
  const [line] = await once(child.stdout, 'data');
  return [child, String(line).trim()];
};

test('after kill -9 everything acknowledged is there, and nothing by halves', async () => {
  const { writeFile } = await import('node:fs/promises');
  const settings = join(dir, 's3.json');
  await writeFile(settings, JSON.stringify(keys));
  const [child, url] = await served(settings);
  const client = clientOf(url);
  await client.send(new CreateBucketCommand({ Bucket: 'house' }));
  const bodies = Array.from({ length: 200 }, () => randomBytes(20_000 + Math.floor(Math.random() * 200_000)));
  const acknowledged = new Set<number>();
  const writing = bodies.map((Body, n) =>
    client.send(new PutObjectCommand({ Bucket: 'house', Key: `k${n}`, Body })).then(
      () => acknowledged.add(n),
      () => undefined,
    ),
  );
  while (acknowledged.size < 30 && child.exitCode === null) await new Promise(resolve => setTimeout(resolve, 5));
  child.kill('SIGKILL');
  await Promise.all(writing);
  const [, again] = await served(settings);
  const reader = clientOf(again);
  for (const [n, body] of bodies.entries()) {
    const read = await reader.send(new GetObjectCommand({ Bucket: 'house', Key: `k${n}` })).then(
      async ({ Body }) => Buffer.from((await Body?.transformToByteArray()) ?? []),
      () => null,
    );
    if (read) expect(createHash('md5').update(read).digest('hex')).toBe(createHash('md5').update(body).digest('hex'));
    else expect([n, acknowledged.has(n)]).toEqual([n, false]);
  }
}, 60_000);
