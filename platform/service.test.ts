import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const program = fileURLToPath(new URL('./testing/draining-process.ts', import.meta.url));

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
};

interface Heard {
  readonly status?: number;
  readonly connection?: string | undefined;
  readonly body?: unknown;
  readonly code?: string;
}
const ask = (port: number, path: string, agent?: Agent): Promise<Heard> =>
  new Promise(resolve => {
    const request = get({ host: '127.0.0.1', port, path, ...(agent && { agent }) }, response => {
      let text = '';
      response.on('data', chunk => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, connection: response.headers.connection, body: JSON.parse(text) }),
      );
    });
    request.on('error', (error: NodeJS.ErrnoException) => resolve({ code: `${error.code}` }));
  });

test('with a port of its own, what operators ask is there and nowhere else', async () => {
  const [port, apart] = [await freePort(), await freePort()];
  const env = {
    ...process.env,
    PORT: String(port),
    OPERATIONS_PORT: String(apart),
    DRAIN_SECONDS: '0',
    LOG_LEVEL: 'silent',
  };
  const child = fork(program, { env, execArgv: ['--import', '@oxc-node/core/register'], stdio: 'inherit' });
  try {
    await once(child, 'message');
    expect(await ask(apart, '/health/ready')).toMatchObject({ status: 200 });
    for (const path of ['/health/ready', '/health/live', '/health/dependencies', '/metrics'])
      expect(await ask(port, path)).toMatchObject({ status: 404 });
    expect(await ask(port, '/fast')).toMatchObject({ status: 200 });
    expect(await ask(apart, '/fast')).toMatchObject({ status: 404 });
  } finally {
    child.kill('SIGKILL');
  }
});

test('told to stop, a service hands over at once, is not ready, answers meanwhile, ends what is under way, and then is gone', async () => {
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), DRAIN_SECONDS: '4', LOG_LEVEL: 'silent' };
  const child = fork(program, { env, execArgv: ['--import', '@oxc-node/core/register'], stdio: 'inherit' });
  try {
    await once(child, 'message');
    const kept = new Agent({ keepAlive: true });
    expect(await ask(port, '/fast', kept)).toEqual({ status: 200, connection: 'keep-alive', body: { done: true } });
    expect(await ask(port, '/health/ready')).toMatchObject({ status: 200, body: { status: 'ok' } });

    const slow = ask(port, '/slow');
    await setTimeout(100);
    const ended = once(child, 'exit');
    const released = once(child, 'message');
    const told = performance.now();
    child.kill('SIGTERM');
    expect(await released).toContain('released');
    expect(await ask(port, '/health/ready')).toMatchObject({ status: 503, body: { status: 'draining' } });
    expect(await ask(port, '/health/live')).toMatchObject({ status: 200 });
    for (const agent of [undefined, kept])
      expect(await ask(port, '/fast', agent)).toEqual({ status: 200, connection: 'close', body: { done: true } });
    expect(await slow).toMatchObject({ status: 200, body: { done: true } });
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - told).toBeGreaterThan(4_000);
    expect(await ask(port, '/fast')).toEqual({ code: 'ECONNREFUSED' });
  } finally {
    child.kill('SIGKILL');
  }
});
