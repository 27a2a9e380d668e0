import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

/** In a process of its own: the client throws uncaught, which a test runner would take for its own. */
const program = `
import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventStore } from '${new URL('../eventstore.ts', import.meta.url)}';
import { start } from '${new URL('../../standins/eventstoredb/server.ts', import.meta.url)}';

const server = await start({ port: 0, dir: await mkdtemp(join(tmpdir(), 'eventstore-')) });
const failures = [];
let failed;
const failure = new Promise(resolve => { failed = resolve; });
const store = eventStore(server.url, { deadline: 3000, warn: (message, error) => { failures.push(message + ': ' + error); failed(); } });
const event = n => ({ id: randomUUID(), type: 'test.happened', data: { n }, metadata: {} });
const append = n => store.append('test-' + n, [event(n)], 'no_stream').then(() => 'stored', error => error.name);

const abort = new AbortController();
const live = [];
let one;
const arrived = new Promise(resolve => { one = resolve; });
const following = (async () => {
  for await (const { events } of store.subscribeAll(null, { max: 10, signal: abort.signal }))
    for (const { data } of events) { live.push(data.n); if (data.n === 99) one(); }
})();

await append(0);
server.faults.add({ do: 'double-ack', stream: 'test-1' });
const outcomes = [await append(1)];
const burst = Promise.all(Array.from({ length: 50 }, (_, n) => append(n + 2)));
await failure;
outcomes.push(...await burst);
outcomes.push(await append(99));
await arrived;
abort.abort();
await following;
await store.close();
await server.close();
process.stdout.write(JSON.stringify({ first: outcomes[0], kinds: [...new Set(outcomes)], last: outcomes.at(-1), failures, live: live.length === new Set(live).size }));
`;

test('an answer too many breaks the client; it is replaced, and everything goes on', async () => {
  const args = ['--import', '@oxc-node/core/register', '--input-type=module', '-e', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: '' } });
  const { first, kinds, last, failures, live } = JSON.parse(stdout);
  expect(first).toBe('stored');
  expect(last).toBe('stored');
  expect(['stored', 'AppendUnknown']).toEqual(expect.arrayContaining(kinds));
  expect(failures[0]).toMatch(/client failed and is replaced: TypeError/);
  expect(live).toBe(true);
});
