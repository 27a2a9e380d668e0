import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { boardRoles, channels, namespaces } from '@yunzhen/contracts/channels';
import type { Actor, Role } from '@yunzhen/contracts/roles';
import { roles } from '@yunzhen/contracts/roles';
import { createApp } from '@yunzhen/platform/app';
import { type EventStore, eventStore } from '@yunzhen/platform/eventstore';
import { hub as hubOf } from '@yunzhen/platform/hub';
import { log } from '@yunzhen/platform/log';
import { metrics } from '@yunzhen/platform/metrics';
import { TokenError } from '@yunzhen/platform/tokens';
import { Centrifuge } from 'centrifuge';
import { WebSocket } from 'ws';
import { start as startHub } from '../standins/centrifugo/server.ts';
import { type EventStoreStandin, start as startEvents } from '../standins/eventstoredb/server.ts';
import { realtimeRoutes } from './http.ts';

const secret = 'a secret of the hub that is long enough';
const [consultation, patient, doctor] = [randomUUID(), randomUUID(), randomUUID()];

let dir: string;
let events: EventStoreStandin;
let store: EventStore;
let hub: Awaited<ReturnType<typeof startHub>>;
let app: Awaited<ReturnType<typeof createApp>>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'realtime-'));
  events = await startEvents({ port: 0, dir });
  store = eventStore(events.url);
  hub = await startHub({
    port: 0,
    dir: '',
    client: { token: { hmac_secret_key: secret }, allowed_origins: ['*'] },
    http_api: { key: 'key' },
    channel: { namespaces },
  } as never);
  const opened = {
    type: 'consultation.opened',
    data: { consultationId: consultation, patientId: patient, doctorId: doctor },
  };
  await store.append(`consultation-${consultation}`, [{ id: randomUUID(), ...opened, metadata: {} }], 'no_stream');
  const authenticate = async ({ headers }: { headers: Record<string, unknown> }): Promise<Actor | null> => {
    if (headers.authorization === undefined) return null;
    const [id = '', role] = String(headers.authorization).split(' ');
    if (id === 'expired') throw new TokenError('expired');
    return { id, role: role as Role };
  };
  const nothing = async () => undefined;
  const routes = realtimeRoutes(
    hubOf({ url: hub.url, apiKey: 'key', tokenSecret: secret }),
    store,
    authenticate as never,
  );
  app = await createApp({
    parts: [{ name: 'Realtime', routes, start: nothing, stop: nothing }],
    checks: [],
    log: log({ service: 'test', level: 'silent' }),
    metrics: metrics('test'),
  });
  await app.init();
});
afterAll(async () => {
  await app.close();
  await store.close();
  await hub.close();
  await events.close();
  await rm(dir, { recursive: true, force: true });
});

const post = async (path: string, by: string | null, body?: unknown) => {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/realtime/${path}`,
    headers: { ...(by !== null && { authorization: by }), 'content-type': 'application/json' },
    payload: JSON.stringify(body ?? {}),
  });
  return { status: answer.statusCode, ...(answer.json() as { token?: string; code?: string; errors?: unknown }) };
};
const subscribe = (channel: unknown, id: string, role: Role) =>
  post('subscription-token', `${id} ${role}`, { channel });

test('[P6.14] patient and doctor of a consultation may listen to it and show that they type, and nobody else', async () => {
  for (const channel of [channels.consultation(consultation), channels.typing(consultation)]) {
    expect((await subscribe(channel, patient, 'patient')).status).toBe(200);
    expect((await subscribe(channel, doctor, 'doctor')).status).toBe(200);
    for (const role of roles) {
      const answer = await subscribe(channel, randomUUID(), role);
      expect([role, answer.status, answer.code]).toEqual([role, 403, 'forbidden']);
      expect(answer.token).toBeUndefined();
    }
  }
});

test('of a consultation that nobody knows there is nothing to hear', async () => {
  for (const name of [randomUUID(), 'x', 'consultation', `${consultation}x`])
    for (const namespace of ['consultation', 'typing'])
      expect((await subscribe(`${namespace}:${name}`, patient, 'patient')).status).toBe(403);
});

test('[O3.1] a board is heard by the roles it is for', async () => {
  for (const board of ['operations', 'review'] as const)
    for (const role of roles) {
      const { status } = await subscribe(channels.board(board), randomUUID(), role);
      expect([board, role, status]).toEqual([board, role, boardRoles[board]?.includes(role) ? 200 : 403]);
    }
  for (const board of ['constructor', 'toString', 'finance'])
    expect((await subscribe(`board:${board}`, randomUUID(), 'operator')).status).toBe(403);
});

test('what needs no token gets none: another person’s own channel, a queue, what is no channel of ours', async () => {
  const strange = [channels.personal(patient), channels.personal(doctor), channels.queue(randomUUID()), 'admin:x'];
  for (const channel of strange) expect((await subscribe(channel, doctor, 'doctor')).status).toBe(403);
  const malformed = [
    '',
    'consultation',
    'consultation:',
    ':x',
    `consultation:${consultation}\n`,
    'a:b:c',
    5,
    null,
    ['a:b'],
  ];
  for (const channel of malformed) expect((await subscribe(channel, patient, 'patient')).status).toBe(400);
});

test('who is not signed in gets no token, and is told why', async () => {
  for (const path of ['connection-token', 'subscription-token']) {
    const body = { channel: channels.consultation(consultation) };
    expect(await post(path, null, body)).toMatchObject({ status: 401, code: 'token-invalid' });
    expect(await post(path, 'expired patient', body)).toMatchObject({ status: 401, code: 'token-expired' });
  }
});

test('[P6.14] the hub takes the tokens, for the person and the channel they are for alone', async () => {
  const connection = (await post('connection-token', `${patient} patient`)).token ?? '';
  const heard = (await subscribe(channels.consultation(consultation), patient, 'patient')).token ?? '';
  const client = new Centrifuge(hub.websocketUrl, { websocket: WebSocket, token: connection });
  try {
    const own = client.newSubscription(channels.personal(patient));
    const chat = client.newSubscription(channels.consultation(consultation), { token: heard });
    const line = client.newSubscription(channels.queue(randomUUID()));
    const other = client.newSubscription(channels.personal(doctor));
    const listening = [own, chat, line].map(
      one => new Promise<string>(resolve => one.once('subscribed', () => resolve('subscribed'))),
    );
    const refused = new Promise<number>(resolve => other.once('unsubscribed', ({ code }) => resolve(code)));
    for (const one of [own, chat, line, other]) one.subscribe();
    client.connect();
    expect(await Promise.all(listening)).toEqual(['subscribed', 'subscribed', 'subscribed']);
    expect(await refused).toBe(103);
  } finally {
    client.disconnect();
  }
});

test('while the event store is away nobody is let in, and is told to ask again', async () => {
  const away: EventStore = eventStore('esdb://127.0.0.1:1?tls=false', { deadline: 200 });
  const [, subscription] = realtimeRoutes(
    hubOf({ url: hub.url, apiKey: 'key', tokenSecret: secret }),
    away,
    async () => ({ id: patient, role: 'patient' }),
  );
  const body = { channel: channels.consultation(consultation) };
  await expect(
    subscription?.handle({ body, params: {} } as never, { header: () => undefined } as never),
  ).rejects.toMatchObject({
    name: 'EventStoreUnavailable',
  });
  await away.close();
});
