/** The demo hospital's past days are reconciled like any other: fetched, matched, and closed where nothing is open. In the background, day by day. */
import { setTimeout } from 'node:timers/promises';
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { reconciliation } from '@yunzhen/contracts/reconciliation/reconciliation';
import { differencesView, reconciliationsView } from '@yunzhen/contracts/reconciliation/row';
import { statements } from '@yunzhen/contracts/reconciliation/statement';
import { Refusal } from '@yunzhen/platform/refusal';
import { pointers } from '@yunzhen/read-api/pointers';
import type { Hospital } from '../hospital.ts';
import { operator as clerk } from './catalogue.ts';
import { idOf } from './demo.ts';

const dayMs = 86_400_000;
/** Days at the end that are left to people. */
const left = 2;

interface Mark {
  readonly _id: string;
  readonly at: Date;
}

/** Days that are over and whose statements there are, the first first. */
const pastDays = (weeks: number, now: Date): readonly string[] =>
  Array.from({ length: weeks * 7 }, (_, index) => chinaDayOf(new Date(now.getTime() - (weeks * 7 - index) * dayMs)));

type Running = Pick<Hospital, 'dispatch' | 'servers'>;

const given =
  ({ dispatch }: Running) =>
  async (day: string, command: string, input: object): Promise<void> => {
    const id = reconciliationIdOf('wechat', day);
    const commandId = idOf('reconciled', id, command);
    const meta = { commandId, correlationId: commandId, causationId: commandId, by: clerk };
    const at = new Date().toISOString();
    await dispatch({ capability: reconciliation.name, id, command, input }, { ...meta, at }).catch(error => {
      // Somebody was there first.
      if (!(error instanceof Refusal)) throw error;
    });
  };

/** One day after another, as each goes on from the balance of the one before. */
export const fetchDays = async (running: Running, days: readonly string[], signal: AbortSignal): Promise<void> => {
  const reading = await pointers(running.servers.mongo.db);
  const give = given(running);
  const settled = async (day: string): Promise<boolean> => {
    const row = await reading.view(reconciliationsView).findOne({ _id: reconciliationIdOf('wechat', day) });
    if (row?.status !== 'matched') return row?.status === 'closed' || row?.status === 'doubted';
    return new Set(row.arrivals.map(({ statement }) => statement)).size === statements.length;
  };
  try {
    for (const day of days) {
      await give(day, 'fetch', { channel: 'wechat', day });
      while (!(await settled(day))) await setTimeout(200, undefined, { signal });
    }
  } finally {
    reading.stop();
  }
};

/** Once. Answers whether it did anything. */
export const reconcilePast = async (running: Running, signal: AbortSignal, weeks = 4): Promise<boolean> => {
  const { db } = running.servers.mongo;
  const marks = db.collection<Mark>('marks');
  if (await marks.findOne({ _id: 'reconciled' })) return false;
  const seeded = await marks.findOne({ _id: 'seeded' });
  const days = pastDays(weeks, seeded?.at ?? new Date());
  await fetchDays(running, days.slice(0, -1), signal);
  // The statements of the last day may be on their way until the morning is over.
  for (const day of days.slice(-1)) await given(running)(day, 'fetch', { channel: 'wechat', day });
  const reading = await pointers(db);
  try {
    for (const day of days.slice(0, -left)) {
      const reconciliationId = reconciliationIdOf('wechat', day);
      const open = { reconciliationId, status: { $in: ['open', 'assigned'] as const } };
      if ((await reading.view(differencesView).countDocuments(open)) === 0) await given(running)(day, 'close', {});
    }
    await marks.insertOne({ _id: 'reconciled', at: new Date() });
    return true;
  } finally {
    reading.stop();
  }
};
