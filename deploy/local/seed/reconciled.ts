/** The demo hospital's past days are reconciled like any other: fetched, matched, and closed where nothing is open. In the background, day by day. */
import { setTimeout } from 'node:timers/promises';
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { reconciliation } from '@yunzhen/contracts/reconciliation/reconciliation';
import { differencesView, reconciliationsView } from '@yunzhen/contracts/reconciliation/row';
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

/** Once. Answers whether it did anything. */
export const reconcilePast = async (
  { dispatch, servers }: Pick<Hospital, 'dispatch' | 'servers'>,
  signal: AbortSignal,
  weeks = 4,
): Promise<boolean> => {
  const marks = servers.mongo.db.collection<Mark>('marks');
  if (await marks.findOne({ _id: 'reconciled' })) return false;
  const seeded = await marks.findOne({ _id: 'seeded' });
  const reading = await pointers(servers.mongo.db);
  const give = async (day: string, command: string, input: object): Promise<void> => {
    const id = reconciliationIdOf('wechat', day);
    const commandId = idOf('reconciled', id, command);
    const meta = { commandId, correlationId: commandId, causationId: commandId, by: clerk };
    await dispatch(
      { capability: reconciliation.name, id, command, input },
      { ...meta, at: new Date().toISOString() },
    ).catch(error => {
      // Somebody was there first.
      if (!(error instanceof Refusal)) throw error;
    });
  };
  const days = pastDays(weeks, seeded?.at ?? new Date());
  try {
    for (const day of days.slice(0, -1)) {
      await give(day, 'fetch', { channel: 'wechat', day });
      const _id = reconciliationIdOf('wechat', day);
      const settled = async (): Promise<boolean> => {
        const row = await reading.view(reconciliationsView).findOne({ _id });
        if (row?.status !== 'matched') return row?.status === 'closed' || row?.status === 'doubted';
        const files = new Set(row.arrivals.map(({ statement }) => statement));
        return files.size === 2;
      };
      while (!(await settled())) await setTimeout(200, undefined, { signal });
    }
    for (const day of days.slice(0, -left)) {
      const waiting = {
        reconciliationId: reconciliationIdOf('wechat', day),
        status: { $in: ['open', 'assigned'] as const },
      };
      if ((await reading.view(differencesView).countDocuments(waiting)) === 0) await give(day, 'close', {});
    }
    await marks.insertOne({ _id: 'reconciled', at: new Date() });
    return true;
  } finally {
    reading.stop();
  }
};
