/** A file of the merchant site, of days the channel has nothing of any more: looked through, imported day by day, matched. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { bookLines, reconciliation } from '@yunzhen/read-api/queries/reconciliations';
import { ownOf } from '@yunzhen/write-side/gateways/wechat-pay/settings';
import { takeUpload } from '@yunzhen/write-side/reconciliation/upload';
import { bytesOf } from '@yunzhen/write-side/statements/testing/print';
import { idOf, seal } from '@yunzhen/write-side/testing/harness';
import { finance } from './testing/finance.ts';
import { flowFile, tradeFile } from './testing/statement-files.ts';

const days = ['2026-01-30', '2026-01-31', '2026-02-01'] as const;
const dayId = (day: string): string => reconciliationIdOf('wechat', day);
let desk: Awaited<ReturnType<typeof finance>>;
beforeAll(async () => {
  desk = await finance('2026-11-01T02:00:00.000Z');
});
afterAll(() => desk.close());

const ask = (day: string) => desk.ask(reconciliation, { reconciliationId: dayId(day) });
const look = (text: string) => {
  const now = () => new Date('2026-11-01T02:00:00.000Z');
  const ports = { db: desk.db, seal, own: ownOf(desk.settings()), now };
  return takeUpload(ports, () => bytesOf(text), '2026-10-31');
};
const take = async (text: string, of: readonly string[] = days): Promise<void> => {
  const looked = await look(text);
  if (looked.is === 'broken') throw new TypeError(`line ${looked.line}: ${looked.fault}`);
  const { statement, fileId } = looked;
  for (const day of of) await desk.send(dayId(day), 'upload', { channel: 'wechat', day, statement, fileId });
};
const sum = (count: number, amount: number) => ({ count, amount });
/** The second of the three days had no trade. */
const paid = [
  { day: days[0], order: idOf(201), amount: 2_500 },
  { day: days[0], order: idOf(202), amount: 1_000 },
  { day: days[2], order: idOf(203), amount: 4_000 },
];

test('[O1.4] each of its days is imported by itself, also one without a row between two others', async () => {
  await expect(desk.send(dayId(days[0]), 'fetch', { channel: 'wechat', day: days[0] })).rejects.toMatchObject({
    code: 'day-too-old',
  });
  await take(tradeFile(desk.merchant, paid));
  expect(await ask(days[0])).toMatchObject({ status: 'waiting', trade: { paid: sum(2, 3_500) }, flow: null });
  await take(flowFile(paid, 700));
  const upload = { state: 'imported', source: 'upload', staffId: expect.any(String) };
  expect(await ask(days[0])).toMatchObject({
    ...{ status: 'matched', arrivals: [upload, upload] },
    ...{ trade: { paid: sum(2, 3_500) }, flow: { opening: 700, closing: 4_200 } },
  });
  expect(await ask(days[1])).toMatchObject({ status: 'matched', trade: { paid: sum(0, 0) }, flow: { moved: [] } });
  expect(await ask(days[2])).toMatchObject({ status: 'matched', trade: { paid: sum(1, 4_000) } });
  const { rows } = (await desk.ask(bookLines, { book: 'trade', day: days[2] })) as { rows: object[] };
  expect(rows).toMatchObject([{ order: idOf(203).replaceAll('-', ''), amount: 4_000, number: 4 }]);
});

test('[O1.4] a fund flow that does not go on from the day before is refused for that day, and the one that counts stays', async () => {
  await take(flowFile([{ day: days[1], order: idOf(204), amount: 100 }], 9_999), [days[1]]);
  const { arrivals, flow } = (await ask(days[1])) as { arrivals: object[]; flow: object };
  expect(arrivals.at(-1)).toMatchObject({
    statement: 'fund-flow',
    state: 'broken',
    fault: 'balance',
    source: 'upload',
  });
  expect(flow).toEqual({ moved: [], opening: 0, closing: 0 });
});

test('[O1.4] a day that the file does not speak of gets nothing of it', async () => {
  const other = '2026-02-03';
  const looked = await look(tradeFile(desk.merchant, paid));
  if (looked.is === 'broken') throw new TypeError(looked.fault);
  const { statement, fileId } = looked;
  await desk.send(dayId(other), 'upload', { channel: 'wechat', day: other, statement, fileId });
  expect(await ask(other)).toMatchObject({ trade: null, arrivals: [{ state: 'broken', fault: 'day' }] });
});
