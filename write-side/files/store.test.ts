import { randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestRuntime, testRuntime } from '@yunzhen/platform/runtime.testing';
import { SealBroken, type Sealing, SubjectErased, sealing } from '@yunzhen/platform/sealing';
import { collected, testBlobs } from '@yunzhen/platform/testing/blobs';
import { type FileStore, fileStore, keptYears, type StoredFile } from './store.ts';

let given: TestRuntime;
let bucket: Awaited<ReturnType<typeof testBlobs>>;
let seals: Sealing;
let files: FileStore;
const masters = { masterKey: randomBytes(32), blindIndexKey: randomBytes(32) };
const clock = { now: Date.parse('2026-03-02T01:00:00.000Z') };
beforeAll(async () => {
  given = await testRuntime();
  bucket = await testBlobs();
  seals = sealing({ db: given.db, ...masters });
  files = fileStore({ db: given.db, blobs: bucket.blobs, sealing: seals, now: () => clock.now });
  await files.prepare();
});
afterAll(async () => {
  await bucket.close();
  await given.close();
});

const dayMs = 86_400_000;
const put = (subject: string | null, bytes: Buffer, ownerId = subject) =>
  files.put({ kind: 'picture', type: 'image/png', ownerId, subject, source: Readable.from([bytes]) });
const read = async (fileId: string): Promise<Buffer | null> => {
  const file = await files.find(fileId);
  const bytes = file && (await files.open(file));
  return bytes && Buffer.concat(await collected(bytes));
};
const document = (fileId: string) => given.db.collection<StoredFile>('files').findOne({ _id: fileId });
const objects = async () => (await collected(bucket.blobs.list('files/'))).map(({ key }) => key);

test('[T2] a file of many parts goes in and out as a stream, sealed on the way', async () => {
  const subject = randomUUID();
  const piece = randomBytes(1024 * 1024);
  let pieces = 0;
  const source = async function* () {
    for (; pieces < 24; pieces++) yield piece;
  };
  const fileId = await files.put({ kind: 'picture', type: 'video/mp4', ownerId: subject, subject, source: source() });
  const file = await files.find(fileId);
  expect(file?.size).toBeGreaterThan(24 * piece.length);
  let length = 0;
  for await (const bytes of (file && (await files.open(file))) ?? []) {
    const at = length % piece.length;
    expect(piece.subarray(at, at + bytes.length).equals(Buffer.from(bytes).subarray(0, piece.length - at))).toBe(true);
    length += bytes.length;
  }
  expect(length).toBe(24 * piece.length);
});

test('a file that ends in the middle of its upload is not there, and goes a day later', async () => {
  const subject = randomUUID();
  const broken = async function* () {
    for (let n = 0; n < 8; n++) yield randomBytes(1024 * 1024);
    throw new Error('the phone is gone');
  };
  const id = randomUUID();
  const putting = files.put({ id, kind: 'picture', type: 'image/png', ownerId: subject, subject, source: broken() });
  await expect(putting).rejects.toThrow('the phone is gone');
  expect([await files.find(id), (await document(id))?.state, (await objects()).includes(`files/${id}`)]).toEqual([
    null,
    'coming',
    false,
  ]);
  await files.collect();
  expect(await document(id)).not.toBeNull();
  clock.now += dayMs + 1;
  await files.collect();
  expect(await document(id)).toBeNull();
});

test('[T2] what the blob store has lost, changed or exchanged is not shown as if it were the file', async () => {
  const subject = randomUUID();
  const [lost, changed, other] = [await put(subject, png), await put(subject, png), await put(subject, png)];
  await bucket.blobs.remove(`files/${lost}`);
  expect(await read(lost)).toBeNull();
  // Another file of the same person, under this one's name.
  await bucket.blobs.put(`files/${changed}`, await bucket.blobs.get(`files/${other}`));
  await expect(read(changed)).rejects.toThrow(SealBroken);
  const form = Buffer.concat(await collected(await bucket.blobs.get(`files/${other}`)));
  await bucket.blobs.put(`files/${other}`, Readable.from([form.subarray(0, -1)]));
  await expect(read(other)).rejects.toThrow(SealBroken);
});
const png = randomBytes(1_000);

test('restored from copies of different days, what one of them lacks is not there, and the rest is', async () => {
  const [before, since] = [randomUUID(), randomUUID()];
  const old = await put(before, png);
  const keys = given.db.collection('subject_keys');
  const copy = await keys.find().toArray();
  const [noKey, noBytes] = [await put(since, png), await put(before, png)];
  await keys.deleteMany({});
  await keys.insertMany(copy);
  await bucket.blobs.remove(`files/${noBytes}`);
  seals = sealing({ db: given.db, ...masters });
  files = fileStore({ db: given.db, blobs: bucket.blobs, sealing: seals, now: () => clock.now });
  expect([await read(old), await read(noKey), await read(noBytes)]).toEqual([png, null, null]);
});

test('[T2] destroying the files of a person leaves nothing of them, and what is about others too', async () => {
  const [account, person, child] = [randomUUID(), randomUUID(), randomUUID()];
  const [mine, ours, theirs] = [await put(account, png), await put(account, png), await put(account, png)];
  const hang = (fileId: string, about: string) =>
    files.attach([fileId], { purpose: 'registration', id: randomUUID(), about }, account);
  await hang(mine, person);
  await hang(ours, person);
  await hang(ours, child);
  await hang(theirs, child);
  // The law wants it kept for fifteen years.
  expect(await files.destroyOf(person, { retained: true })).toEqual({ destroyed: 0, kept: 2 });
  expect(await files.destroyOf(person)).toEqual({ destroyed: 2, kept: 0 });
  expect([await read(mine), await read(ours), await read(theirs)]).toEqual([null, png, png]);
  expect((await document(ours))?.attached.map(({ about }) => about)).toEqual([child]);
  expect(await document(mine)).toBeNull();
  expect(await objects()).not.toContain(`files/${mine}`);
  expect(await files.destroyOf(account)).toEqual({ destroyed: 2, kept: 0 });
  expect([await document(ours), await document(theirs)]).toEqual([null, null]);
});

test('[T2] what is held stays until the hold ends; an erased person’s file opens for nobody', async () => {
  const account = randomUUID();
  const fileId = await put(account, png);
  await files.hold(account, 'case-7');
  expect(await files.destroyOf(account)).toEqual({ destroyed: 0, kept: 1 });
  clock.now += 400 * dayMs;
  await files.collect();
  expect(await read(fileId)).toEqual(png);
  await seals.destroy(account);
  expect(await read(fileId)).toBeNull();
  await expect(put(account, png)).rejects.toThrow(SubjectErased);
  await files.hold(account, null);
  expect(await files.destroyOf(account)).toEqual({ destroyed: 1, kept: 0 });
});

test('how long a file is kept follows from what it hangs on, the longest of several', async () => {
  const account = randomUUID();
  const fileId = await put(account, png);
  expect((await document(fileId))?.keepUntil).toBeNull();
  const year = new Date(clock.now).getUTCFullYear();
  const purposes = (Object.keys(keptYears) as (keyof typeof keptYears)[]).sort((a, b) => keptYears[a] - keptYears[b]);
  const [shortest = 'registration', longest = 'registration'] = [purposes[0], purposes.at(-1)];
  expect([keptYears[shortest], keptYears[longest]]).toEqual([3, 15]);
  const kept = async (purpose: keyof typeof keptYears) => {
    await files.attach([fileId], { purpose, id: randomUUID() }, account);
    return (await document(fileId))?.keepUntil?.getUTCFullYear();
  };
  expect([await kept(shortest), await kept(longest), await kept(shortest)]).toEqual([year + 3, year + 15, year + 15]);
});

test('what another process had begun to remove when it was killed is removed', async () => {
  const account = randomUUID();
  const fileId = await put(account, png);
  await given.db.collection<StoredFile>('files').updateOne({ _id: fileId }, { $set: { state: 'going' } });
  expect(await files.find(fileId)).toBeNull();
  await files.collect();
  expect([await document(fileId), (await objects()).includes(`files/${fileId}`)]).toEqual([null, false]);
});

test('uploads in parts that nobody finished are given up in the blob store, too', async () => {
  const before = new Date(Date.now() - 1_000);
  await bucket.begin('files/begun');
  expect(await bucket.blobs.abandon(before)).toBe(0);
  expect(await bucket.blobs.abandon(new Date(Date.now() + 1_000))).toBe(1);
  expect(await readdir(join(bucket.dir, 'uploads'))).toEqual([]);
});
