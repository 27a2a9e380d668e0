import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Role } from '@yunzhen/contracts/roles';
import { roles } from '@yunzhen/contracts/roles';
import { testServers } from '@yunzhen/platform/servers.testing';
import { bearer } from '@yunzhen/platform/sign-in';
import type { Binary } from 'mongodb';
import { fileRoutes, putPublicPicture } from './http.ts';

let house: Awaited<ReturnType<typeof testServers>>;
let app: Awaited<ReturnType<typeof house.app>>;
beforeAll(async () => {
  house = await testServers();
  const { tokens, sealing, mongo } = house.servers;
  const nothing = async () => undefined;
  const routes = fileRoutes({ db: mongo.db, sealing, authenticate: bearer(tokens, async () => true) });
  app = await house.app({ name: 'Files', routes, start: nothing, stop: nothing });
});
afterAll(() => house.close());

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const jpeg = Buffer.from('ffd8ffe000104a464946', 'hex');
const webp = Buffer.concat([Buffer.from('RIFF'), Buffer.from([4, 0, 0, 0]), Buffer.from('WEBPVP8 ')]);

type By = readonly [role: Role, id: string] | null;
const patient = (): By => ['patient', randomUUID()];
const put = async (bytes: Buffer | string, type = 'image/png', by: By = patient(), to = 'files') => {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/${to}`,
    headers: { ...(by && (await house.bearer(by[1], by[0]))), 'content-type': type },
    payload: bytes,
  });
  return {
    status: answer.statusCode,
    ...(answer.json() as { fileId?: string; code?: string; errors?: { message: string }[] }),
  };
};
const get = async (id: string, by: By = patient()) => {
  const answer = await app.inject({
    url: `/api/files/${id}`,
    headers: { ...(by && (await house.bearer(by[1], by[0]))) },
  });
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload };
};

test.each([
  ['image/png', png],
  ['image/jpeg', jpeg],
  ['image/webp', webp],
])('[P6.8] a picture of type %s comes back as it was', async (type, bytes) => {
  const { status, fileId = '' } = await put(bytes, type);
  expect(status).toBe(200);
  const { bytes: back, headers } = await get(fileId, ['doctor', randomUUID()]);
  expect(back.equals(bytes)).toBe(true);
  expect(headers).toMatchObject({
    'content-type': type,
    'cache-control': 'private, max-age=86400',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  });
});

test('its first bytes say what a file is, whatever its sender says', async () => {
  const { fileId = '' } = await put(jpeg, 'image/png');
  expect((await get(fileId)).headers['content-type']).toBe('image/jpeg');
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  for (const bytes of [
    svg,
    'GIF89a',
    '<html>',
    Buffer.from('89504e47', 'hex'),
    Buffer.from('RIFF0000WAVE'),
    ` ${png.toString('latin1')}`,
  ]) {
    const { status, code, errors } = await put(bytes, 'image/png');
    expect([status, code]).toEqual([400, 'invalid-input']);
    expect(errors?.[0]?.message).toBe('PNG, JPEG or WebP is expected');
  }
});

test('what is no picture at all is not taken', async () => {
  expect((await put('')).status).toBe(400);
  expect((await put('{}', 'application/json')).status).toBe(400);
  for (const type of ['text/plain', 'application/pdf', 'application/octet-stream', 'multipart/form-data; boundary=x'])
    expect([type, (await put(png, type)).status]).toEqual([type, 415]);
});

test('a picture has at most four megabytes, and those it may have', async () => {
  const sized = (bytes: number) => Buffer.concat([jpeg, Buffer.alloc(bytes - jpeg.length, 7)]);
  const most = 4 * 1024 * 1024;
  const { fileId = '' } = await put(sized(most), 'image/jpeg');
  expect((await get(fileId)).bytes.length).toBe(most);
  const { status, errors } = await put(sized(most + 1), 'image/jpeg');
  expect([status, errors?.[0]?.message]).toEqual([400, 'a picture has at most 4 MB']);
  expect((await put(sized(7 * 1024 * 1024), 'image/jpeg')).status).toBe(413);
});

test('[T2] it is stored sealed, and shown to nobody once its person is erased', async () => {
  const owner = randomUUID();
  const picture = Buffer.concat([png, Buffer.from('a face')]);
  const { fileId = '' } = await put(picture, 'image/png', ['patient', owner]);
  const stored = await house.given.db
    .collection<{ _id: string; sealed: string; bytes?: Binary }>('files')
    .findOne({ _id: fileId });
  expect(stored?.bytes).toBeUndefined();
  expect(stored?.sealed).toMatch(new RegExp(`^sealed\\.1\\.${owner}\\.`));
  await house.servers.sealing.destroy(owner);
  expect((await get(fileId)).status).toBe(404);
  expect(await put(picture, 'image/png', ['patient', owner])).toMatchObject({ status: 410, code: 'subject-erased' });
});

test('every role may send and see one, and nobody who is not signed in', async () => {
  const { fileId = '' } = await put(png);
  for (const role of roles) {
    expect([role, (await put(png, 'image/png', [role, randomUUID()])).status]).toEqual([role, 200]);
    expect([role, (await get(fileId, [role, randomUUID()])).status]).toEqual([role, 200]);
  }
  expect((await put(png, 'image/png', null)).status).toBe(401);
  expect((await get(fileId, null)).status).toBe(401);
  // Whether there is one is told as little.
  expect((await get(randomUUID(), null)).status).toBe(401);
  expect((await get(randomUUID())).status).toBe(404);
  for (const id of ['1', '..%2f..%2fetc%2fpasswd', `${fileId}.png`]) expect((await get(id)).status).toBe(400);
});

test('[P6.3] a public picture is seen by everybody, and replaced under its id', async () => {
  const id = randomUUID();
  await putPublicPicture(house.given.db, id, 'image/png', png);
  const { status, bytes, headers } = await get(id, null);
  expect([status, bytes.equals(png), headers['content-type']]).toEqual([200, true, 'image/png']);
  expect(headers['cache-control']).toBe('public, max-age=86400');
  await putPublicPicture(house.given.db, id, 'image/svg+xml', Buffer.from('<svg/>'));
  expect(await get(id, null)).toMatchObject({
    bytes: Buffer.from('<svg/>'),
    headers: { 'content-type': 'image/svg+xml', 'content-security-policy': expect.stringContaining('sandbox') },
  });
  // A token that is no good lets nobody in, and keeps nobody out of what is everybody's.
  const answer = await app.inject({ url: `/api/files/${id}`, headers: { authorization: 'Bearer x' } });
  expect(answer.statusCode).toBe(200);
});

test('[D4.5] a doctor’s photo is checked like any picture, smaller, and seen by everybody', async () => {
  const doctor: By = ['doctor', randomUUID()];
  const { fileId = '' } = await put(webp, 'image/webp', doctor, 'photos');
  expect(await get(fileId, null)).toMatchObject({
    status: 200,
    bytes: webp,
    headers: { 'content-type': 'image/webp' },
  });
  const large = Buffer.concat([jpeg, Buffer.alloc(1024 * 1024)]);
  const refusals = [
    await put(large, 'image/jpeg', doctor, 'photos'),
    await put('<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/png', doctor, 'photos'),
  ];
  expect(refusals.map(({ errors }) => errors?.[0]?.message)).toEqual([
    'a photo has at most 1 MB',
    'PNG, JPEG or WebP is expected',
  ]);
  for (const by of [patient(), ['pharmacist', randomUUID()], null] as const)
    expect((await put(png, 'image/png', by, 'photos')).status).toBe(by ? 403 : 401);
});
