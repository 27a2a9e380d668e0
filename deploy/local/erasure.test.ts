/** A person with something of theirs in every place is erased: while the law keeps it nobody reads it, after that nothing of it is left. */

import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Role } from '@yunzhen/contracts/roles';
import type { Sealed } from '@yunzhen/contracts/sealed';
import { sealing } from '@yunzhen/platform/sealing';
import { findSealed } from '@yunzhen/platform/sealing/deep';
import { testServers } from '@yunzhen/platform/servers.testing';
import { testBlobs } from '@yunzhen/platform/testing/blobs';
import { target } from '@yunzhen/projections/engine/target';
import { allViews } from '@yunzhen/projections/registry';
import { approvalIdOf } from '@yunzhen/write-side/approval/approval';
import { processes } from '@yunzhen/write-side/core';
import { discarding, fileStore } from '@yunzhen/write-side/files/store';
import { bind } from '@yunzhen/write-side/gateways/gateway';
import { peopleClient } from '@yunzhen/write-side/gateways/people/client';
import { people } from '@yunzhen/write-side/gateways/people/gateway';
import { reactionsOf } from '@yunzhen/write-side/reactions/plan';
import type { Reaction } from '@yunzhen/write-side/reactions/reaction';
import { idOf } from '@yunzhen/write-side/testing/harness';
import { doctor, heldRegistration, ids, patient, publishedRecord, visit } from '@yunzhen/write-side/testing/visit';

let servers: Awaited<ReturnType<typeof testServers>>;
let bucket: Awaited<ReturnType<typeof testBlobs>>;
beforeAll(async () => {
  [servers, bucket] = [await testServers(), await testBlobs()];
});
afterAll(async () => {
  await bucket.close();
  await servers.close();
});

const by = (id: string, role: Role) => ({ by: { id, role } });
const forgetting = processes.find(({ name }) => name === 'forgetting');
const years = (n: number) => n * 366 * 86_400_000;

/** A hospital whose people are sealed for good, with the erasing process driven by hand and a clock that can be moved. */
const lived = async () => {
  const db = servers.given.database();
  const clock = { now: Date.parse('2026-03-02T02:00:00.000Z') };
  const kept = sealing({ db, masterKey: randomBytes(32), blindIndexKey: randomBytes(32), now: () => clock.now });
  const files = fileStore({ db, blobs: bucket.blobs, sealing: kept, now: () => clock.now });
  const house = await visit(undefined, {
    seal: kept.seal,
    open: kept.unseal,
    index: kept.blindIndex,
    attach: files.attach,
  });
  const client = peopleClient(kept, discarding(db));
  const gateways = bind(people, () => ({
    client: () => client,
    settings: client,
    state: async (of, id) => (await house.fresh(of as never, id)).state as never,
    open: kept.unseal,
    now: () => new Date(clock.now),
  }));
  const later: Reaction[] = [];
  const perform = async (reaction: Reaction): Promise<void> => {
    if (reaction.at && Date.parse(reaction.at) > clock.now) {
      later.push(reaction);
      return;
    }
    if (reaction.kind === 'send')
      await house.send(`${reaction.capability}-${reaction.id}`, reaction.command, reaction.input as object);
    if (reaction.kind === 'call')
      for (const next of await gateways[reaction.gateway as keyof typeof gateways](reaction.input as never))
        await perform(next);
  };
  let position: bigint | null = null;
  const react = async () => {
    for (let more = true; more; ) {
      const page = await house.store.readAll(position, 100);
      for (const event of page.events)
        for (const one of forgetting ? reactionsOf(forgetting, event) : []) await perform(one);
      more = !page.end || page.events.length > 0;
      position = page.last;
    }
  };
  const views = await allViews();
  /** Every view from the first event on, in a database of its own. */
  const rebuilt = async () => {
    const fresh = servers.given.database();
    const { events } = await house.store.readAll(null, 10_000);
    for (const view of views) await (await target(fresh, view, view.name)).apply(events);
    return fresh;
  };
  /** Everything that is stored anywhere, as text. */
  const everything = async () => {
    const texts = [JSON.stringify((await house.store.readAll(null, 10_000)).events, big)];
    for (const place of [db, await rebuilt()])
      for (const { name } of await place.listCollections().toArray())
        texts.push(JSON.stringify(await place.collection(name).find().toArray(), big));
    for (const entry of await readdir(bucket.dir, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) texts.push(await readFile(join(entry.parentPath, entry.name), 'latin1'));
    return texts.join('\n');
  };
  return { house, kept, files, clock, react, rebuilt, everything, later, perform };
};
const big = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
/** What opens of all that was ever sealed, by whoever may open the most. */
const readable = async (kept: ReturnType<typeof sealing>, text: string, options = {}): Promise<unknown[]> => {
  const found = new Set<Sealed<unknown>>();
  findSealed(text.match(/sealed\.\d\.[\w-]+\.[\w-]{38,}/g), found);
  expect(found.size).toBeGreaterThan(5);
  return [...(await kept.openAll(found, undefined, options)).values()].filter(one => one !== null);
};

const requestId = idOf(40);
const stream = `privacy-${ids.patient}`;
/** A visit with a record, a chat, a picture and a request, and then the erasure as two grant it. */
const erased = async ({ house, files }: Awaited<ReturnType<typeof lived>>) => {
  await heldRegistration(house, idOf(41));
  await house.send(`registration-${idOf(41)}`, 'cancel', { reason: '金丝雀原因' }, { by: patient });
  await publishedRecord(house);
  const picture = await files.put({
    ...{ kind: 'picture', type: 'image/png', ownerId: ids.patient, subject: ids.patient },
    source: Readable.from([Buffer.from('a face')]),
  });
  const chat = `conversation-${ids.consultation}`;
  await house.send(chat, 'open', { patientId: ids.patient, visitPersonId: ids.visitPerson, doctorId: doctor.id });
  await house.send(chat, 'send', { messageId: randomUUID(), kind: 'text', text: '金丝雀聊天' }, { by: patient });
  await house.send(`account-${ids.patient}`, 'open', { role: 'patient' });
  await house.send(stream, 'request', { requestId, kind: 'erasure', text: '金丝雀申请' }, { by: patient });
  const decision = { requestId, outcome: 'granted', reason: '金丝雀理由' };
  await house.send(stream, 'decide', decision, by(idOf(50), 'operator'));
  const waiting = `approval-${approvalIdOf('privacy', ids.patient, 'decide')}`;
  await house.send(waiting, 'approve', { round: 1 }, by(idOf(51), 'manager'));
  return picture;
};
const canaries = ['金丝雀', '王芳', '11010519491231002X', '13800138000', '血糖控制平稳', 'a face'];

test('[N5] while the law keeps a record its person is closed to everybody, and after the term nothing of them opens any more', async () => {
  const here = await lived();
  const { kept, clock, everything, react, house, later, perform, files } = here;
  const picture = await erased(here);
  expect((await readable(kept, await everything())).length).toBeGreaterThan(5);
  await react();

  const closed = await everything();
  expect(canaries.filter(canary => closed.includes(canary))).toEqual([]);
  expect(await readable(kept, closed)).toEqual([]);
  expect((await readable(kept, closed, { restricted: true })).length).toBeGreaterThan(5);
  expect(house.events(stream).at(-1)).toMatchObject({
    type: 'privacy.restricted',
    data: { until: '2041-03-02T01:00:00.000Z' },
  });
  expect(house.events(`account-${ids.patient}`).at(-1)).toMatchObject({ type: 'account.erased' });

  clock.now += years(15);
  for (const due of later.splice(0)) await perform(due);
  await react();
  expect(house.events(stream).at(-1)).toMatchObject({ type: 'privacy.erased' });
  const gone = await everything();
  expect(canaries.filter(canary => gone.includes(canary))).toEqual([]);
  expect(await readable(kept, gone, { restricted: true })).toEqual([]);
  expect(await files.find(picture)).toBeNull();
});

test('[N5] views are made anew without the erased: their visits and money stay, their persons do not', async () => {
  const here = await lived();
  await erased(here);
  const before = await here.rebuilt();
  here.clock.now += years(16);
  await here.react();
  const after = await here.rebuilt();
  const count = async (of: typeof after, name: string) =>
    of.collection(name).countDocuments({ goneAt: { $exists: false } });
  for (const name of ['registrations', 'consultations', 'payments', 'records', 'sessions', 'departments'])
    expect([name, await count(after, name)]).toEqual([name, await count(before, name)]);
  expect([await count(before, 'visitPersons'), await count(after, 'visitPersons')]).toEqual([1, 0]);
  expect([await count(before, 'patients'), await count(after, 'patients')]).toEqual([1, 0]);
});

test('[N5] what a case needs is kept whatever was granted, until the last hold is lifted', async () => {
  const here = await lived();
  const { house, clock, react, kept, everything } = here;
  await house.send(stream, 'place-hold', { caseNumber: '民初7号' }, by(idOf(51), 'manager'));
  await erased(here);
  clock.now += years(16);
  await react();
  expect(house.events(stream).at(-1)).toMatchObject({ type: 'privacy.restricted', data: { until: null } });
  expect(await readable(kept, await everything())).toEqual([]);
  await house.send(stream, 'lift-hold', { caseNumber: '民初7号' }, by(idOf(51), 'manager'));
  await react();
  expect(house.events(stream).at(-1)).toMatchObject({ type: 'privacy.erased' });
  expect(await readable(kept, await everything(), { restricted: true })).toEqual([]);
});
