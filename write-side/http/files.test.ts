import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { treatingDays } from '@yunzhen/contracts/consultation/reach';
import type { Role } from '@yunzhen/contracts/roles';
import { roles } from '@yunzhen/contracts/roles';
import { testServers } from '@yunzhen/platform/servers.testing';
import { bearer } from '@yunzhen/platform/sign-in';
import { collected } from '@yunzhen/platform/testing/blobs';
import { fileStore, mostADay } from '../files/store.ts';
import type { Latest } from '../files/viewers.ts';
import { fileRoutes } from './files.ts';

let house: Awaited<ReturnType<typeof testServers>>;
let app: Awaited<ReturnType<typeof house.app>>;
let files: ReturnType<typeof fileStore>;
/** What pictures hang on, by stream. */
const states = new Map<string, object>();
const clock = { now: Date.now() };
beforeAll(async () => {
  house = await testServers();
  const { tokens, sealing, mongo, blobs } = house.servers;
  const nothing = async () => undefined;
  files = fileStore({ db: mongo.db, blobs, sealing, now: () => clock.now });
  const authenticate = bearer(tokens, async () => true);
  const latest: Latest = async (of, id) => (states.get(`${of.contract.name}-${id}`) ?? of.decider.initial) as never;
  const routes = fileRoutes({ files, authenticate, latest, now: () => clock.now });
  app = await house.app({ name: 'Files', routes, start: nothing, stop: nothing });
});
afterAll(() => house.close());

const chunk = (kind: string, body = ''): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  return Buffer.concat([size, Buffer.from(kind + body, 'latin1'), Buffer.alloc(4)]);
};
const pngOf = (body: string) =>
  Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', 'x'), chunk('IDAT', body), chunk('IEND')]);
const png = pngOf('dots');
/** With so many bytes of picture. */
const jpegOf = (length: number) =>
  Buffer.concat([Buffer.from('ffd8ffda000401', 'hex'), Buffer.alloc(length - 9, 7), Buffer.from('ffd9', 'hex')]);
const jpeg = jpegOf(20);
const webp = Buffer.from('524946460c000000574542505650382000000000', 'hex');

type By = readonly [role: Role, id: string] | null;
const patient = (): [Role, string] => ['patient', randomUUID()];
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
const get = async (id: string, by: By = patient(), from = 'files') => {
  const answer = await app.inject({
    url: `/api/${from}/${id}`,
    headers: { ...(by && (await house.bearer(by[1], by[0]))) },
  });
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload };
};

test.each([
  ['image/png', png],
  ['image/jpeg', jpeg],
  ['image/webp', webp],
])('[P6.8] a picture of type %s comes back as it was', async (type, bytes) => {
  const by = patient();
  const { status, fileId = '' } = await put(bytes, type, by);
  expect(status).toBe(200);
  const { bytes: back, headers } = await get(fileId, by);
  expect(back.equals(bytes)).toBe(true);
  expect(headers).toMatchObject({
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  });
});

test('its first bytes say what a file is, whatever its sender says', async () => {
  const by = patient();
  const { fileId = '' } = await put(jpeg, 'image/png', by);
  expect((await get(fileId, by)).headers['content-type']).toBe('image/jpeg');
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
  const sized = jpegOf;
  const most = 4 * 1024 * 1024;
  const by = patient();
  const { fileId = '' } = await put(sized(most), 'image/jpeg', by);
  expect((await get(fileId, by)).bytes.length).toBe(most);
  const { status, errors } = await put(sized(most + 1), 'image/jpeg');
  expect([status, errors?.[0]?.message]).toEqual([400, 'a picture has at most 4 MB']);
  expect((await put(sized(7 * 1024 * 1024), 'image/jpeg')).status).toBe(413);
});

test('[T2] it is stored sealed, and shown to nobody once its person is erased', async () => {
  const owner = randomUUID();
  const picture = pngOf('a face');
  const { fileId = '' } = await put(picture, 'image/png', ['patient', owner]);
  const stored = await files.find(fileId);
  expect(stored).toMatchObject({ kind: 'picture', ownerId: owner, subject: owner, state: 'stored', hold: null });
  const form = Buffer.concat(await collected(await house.servers.blobs.get(`files/${fileId}`)));
  expect([form.length, form.includes('a face'), form.subarray(0, 3).toString()]).toEqual([stored?.size, false, 'YZ1']);
  await house.servers.sealing.destroy(owner);
  expect((await get(fileId, ['patient', owner])).status).toBe(404);
  expect(await put(picture, 'image/png', ['patient', owner])).toMatchObject({ status: 410, code: 'subject-erased' });
});

test('patients and doctors send one; whoever did not sees nothing, not even that there is one', async () => {
  const { fileId = '' } = await put(png);
  for (const role of roles) {
    const sends = role === 'patient' || role === 'doctor';
    expect([role, (await put(png, 'image/png', [role, randomUUID()])).status]).toEqual([role, sends ? 200 : 403]);
    const looks = sends || role === 'operator';
    expect([role, (await get(fileId, [role, randomUUID()])).status]).toEqual([role, looks ? 404 : 403]);
  }
  expect((await put(png, 'image/png', null)).status).toBe(401);
  expect((await get(fileId, null)).status).toBe(401);
  // Whether there is one is told as little.
  expect((await get(randomUUID(), null)).status).toBe(401);
  expect((await get(randomUUID())).status).toBe(404);
  for (const id of ['1', '..%2f..%2fetc%2fpasswd', `${fileId}.png`]) expect((await get(id)).status).toBe(400);
});

const keep = (ownerId: string, subject: string | null = ownerId) =>
  files.put({ kind: 'picture', type: 'image/png', ownerId, subject, source: Readable.from([png]) });
const dayMs = 86_400_000;
const owner = randomUUID();
const doctorId = randomUUID();
/** A picture of the owner's on a thing of this purpose, and who may see it in a state of that. */
const hung = async (purpose: 'registration' | 'conversation' | 'complaint') => {
  const [{ fileId = '' }, id] = [await put(png, 'image/png', ['patient', owner]), randomUUID()];
  await files.attach([fileId], { purpose, id }, owner);
  return async (state: object): Promise<string[]> => {
    states.set(`${purpose === 'complaint' ? 'complaint' : 'consultation'}-${id}`, state);
    const seen: string[] = [];
    for (const role of roles) {
      const [own, other] = [role === 'patient' ? owner : doctorId, randomUUID()];
      if ((await get(fileId, [role, own])).status === 200) seen.push(role);
      if ((await get(fileId, [role, other])).status === 200) seen.push(`any ${role}`);
    }
    return seen;
  };
};

test('[T2] the picture of a visit is its patient’s and, while it is treated, its doctor’s; nobody else’s in any state', async () => {
  for (const purpose of ['registration', 'conversation'] as const) {
    const seen = await hung(purpose);
    const visit = { patientId: owner, doctorId, startsAt: new Date(clock.now).toISOString() };
    for (const status of ['waiting', 'in-progress', 'completed'])
      expect([status, await seen({ ...visit, status })]).toEqual([status, ['patient', 'doctor']]);
    for (const status of ['none', 'withdrawn', 'rejected'])
      expect([status, await seen({ ...visit, status })]).toEqual([status, ['patient']]);
    expect(await seen({ ...visit, doctorId: randomUUID(), status: 'waiting' })).toEqual(['patient']);
    const long = new Date(clock.now - treatingDays * dayMs).toISOString();
    expect(await seen({ ...visit, startsAt: long, status: 'completed' })).toEqual(['patient']);
  }
});

test('[O1.5] the picture of a complaint is its patient’s and the operators’, until it is taken back', async () => {
  const seen = await hung('complaint');
  for (const status of ['new', 'in-hand', 'answered'])
    expect(await seen({ status, patientId: owner })).toEqual(['patient', 'operator', 'any operator']);
  expect(await seen({ status: 'withdrawn', patientId: owner })).toEqual(['patient']);
});

test('[T2] nobody hangs somebody else’s picture, or one that is not there, on anything', async () => {
  const { fileId = '' } = await put(png, 'image/png', ['patient', owner]);
  const to = { purpose: 'conversation', id: randomUUID() } as const;
  await expect(files.attach([fileId], to, randomUUID())).rejects.toMatchObject({ code: 'unknown-file' });
  await expect(files.attach([fileId, randomUUID()], to, owner)).rejects.toMatchObject({ code: 'unknown-file' });
  await files.attach([fileId, fileId], to, owner);
});

test('an account uploads so many a day, and what hangs on nothing is gone the day after', async () => {
  const by = patient();
  const [{ fileId: kept = '' }, { fileId: left = '' }] = [
    await put(png, 'image/png', by),
    await put(png, 'image/png', by),
  ];
  await files.attach([kept], { purpose: 'complaint', id: randomUUID() }, by[1]);
  for (let n = 2; n < mostADay; n++) await keep(by[1]);
  expect(await put(png, 'image/png', by)).toMatchObject({ status: 409, code: 'too-many-files' });
  expect(await files.collect()).toBe(0);
  clock.now += dayMs + 1;
  expect(await files.collect()).toBeGreaterThanOrEqual(mostADay - 1);
  expect([(await get(kept, by)).status, (await get(left, by)).status]).toEqual([200, 404]);
  expect((await put(png, 'image/png', by)).status).toBe(200);
});

test('[P6.3] a public picture is seen by everybody, and replaced under its id', async () => {
  const id = randomUUID();
  const show = (type: string, bytes: Buffer) =>
    files.put({ id, kind: 'photo', type, ownerId: null, subject: null, source: Readable.from([bytes]) });
  await show('image/png', png);
  const { status, bytes, headers } = await get(id, null, 'photos');
  expect([status, bytes.equals(png), headers['content-type']]).toEqual([200, true, 'image/png']);
  expect(headers['cache-control']).toBe('public, max-age=86400');
  await show('image/svg+xml', Buffer.from('<svg/>'));
  expect(await get(id, null, 'photos')).toMatchObject({
    bytes: Buffer.from('<svg/>'),
    headers: { 'content-type': 'image/svg+xml', 'content-security-policy': expect.stringContaining('sandbox') },
  });
  // A token that is no good lets nobody in, and keeps nobody out of what is everybody's.
  const answer = await app.inject({ url: `/api/photos/${id}`, headers: { authorization: 'Bearer x' } });
  expect(answer.statusCode).toBe(200);
});

test('[D4.5] a doctor’s photo is checked like any picture, smaller, and seen by everybody', async () => {
  const doctor: By = ['doctor', randomUUID()];
  const { fileId = '' } = await put(webp, 'image/webp', doctor, 'photos');
  expect(await get(fileId, null, 'photos')).toMatchObject({
    status: 200,
    bytes: webp,
    headers: { 'content-type': 'image/webp' },
  });
  const large = jpegOf(1024 * 1024 + 1);
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

test('[T2] at the address of photos there are no other pictures', async () => {
  const by = patient();
  const { fileId = '' } = await put(png, 'image/png', by);
  expect([(await get(fileId, by)).status, (await get(fileId, by, 'photos')).status]).toEqual([200, 404]);
  const { fileId: photo = '' } = await put(png, 'image/png', ['doctor', randomUUID()], 'photos');
  expect([(await get(photo, by)).status, (await get(photo, by, 'photos')).status]).toEqual([404, 200]);
});
