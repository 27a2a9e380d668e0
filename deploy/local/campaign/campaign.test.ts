import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { factTable } from '@yunzhen/contracts/statistics/facts';
import { viewPointers } from '@yunzhen/platform/view-progress';
import { openBooks as openHis } from '@yunzhen/standins/outside/his/books';
import { openBooks as openWechat } from '@yunzhen/standins/outside/wechat/books';
import { type Acknowledged, allAgree } from './audit.ts';
import { campaign, opened } from './rounds.ts';

let dataDir = '';
let acknowledged: readonly Acknowledged[] = [];
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'yunzhen-campaign-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('[P6.6] people visit while processes are killed and the power goes: nothing is lost, nothing doubled, all books agree', async () => {
  const lived = await campaign({ dataDir, rounds: 3, powerEvery: 2, say: () => undefined });
  expect(lived.findings).toEqual([]);
  expect(lived.visits).toBeGreaterThanOrEqual(24);
  expect(lived.kills).toBeGreaterThan(10);
  ({ acknowledged } = lived);
  expect(acknowledged.length).toBeGreaterThan(150);
}, 600_000);

test('what is lost or changed in any of the books is found', async () => {
  const his = openHis(`${dataDir}/his`);
  const stands = his
    .all('charge')
    .find(({ number }) => his.all('refund').every(back => back.content.charge !== number));
  await his.write(() => his.forget('charge', `${stands?.number}`));
  await his.close();
  const wechat = openWechat(`${dataDir}/wechat`);
  const [paid] = Array.from(wechat.orders.getRange({}), ({ value }) => value).filter(({ payment }) => payment);
  if (!paid?.payment) throw new Error('nothing was paid');
  const short = { ...paid, payment: { ...paid.payment, amount: 1 } };
  await wechat.write(() => wechat.orders.putSync(paid.outTradeNo, short));
  await wechat.close();
  const [named] = acknowledged;
  if (!named) throw new Error('nothing was acknowledged');
  const findings = await opened(dataDir, async (servers, events) => {
    const { db } = servers.mongo;
    const view = await viewPointers(db).findOne({ _id: 'registrations' });
    await db.collection(`${view?.collection}`).deleteOne({});
    await servers.clickhouse.client.command({ query: `TRUNCATE TABLE ${factTable('consultations')}` });
    const moved = [{ ...named, position: named.position + 1n }];
    return allAgree({ dataDir, acknowledged: moved, servers, events });
  });
  for (const found of [/^his: /, /^money: /, /^acknowledged: /, /^view registrations: /, /^fact consultations: /])
    expect(findings).toContainEqual(expect.stringMatching(found));
}, 120_000);
