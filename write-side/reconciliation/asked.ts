/** Days that a command line asks for: a request is a document, so that it can come from anywhere the database is reached. */
import { setTimeout } from 'node:timers/promises';
import { reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { reconciliation } from '@yunzhen/contracts/reconciliation/reconciliation';
import { Refusal } from '@yunzhen/platform/refusal';
import type { Db } from 'mongodb';
import { v5 } from 'uuid';
import type { Dispatch } from '../dispatch.ts';

export interface AskedDay {
  /** The day. */
  readonly _id: string;
  readonly state: 'asked' | 'sent' | 'refused';
  /** One for each time it is asked for. */
  readonly requestId: string;
  /** Why it was refused. */
  readonly code?: string;
}
export const askedDays = (db: Db) => db.collection<AskedDay>('reconciliation_asked');

const everyMs = 1_000;
const system = { id: '00000000-0000-0000-0000-000000000000', role: 'system' } as const;
const requests = 'e3a7f0c2-11d4-5b6a-9c8e-7f2d4b1a6c90';

/** Sends what is asked for until the signal aborts. One that two processes take is the same command. */
export const serveAskedDays = async (
  db: Db,
  dispatch: Dispatch,
  signal: AbortSignal,
  warn: (message: string, error: unknown) => void,
): Promise<void> => {
  const days = askedDays(db);
  const send = async ({ _id: day, requestId }: AskedDay): Promise<Pick<AskedDay, 'state' | 'code'>> => {
    const id = reconciliationIdOf('wechat', day);
    const commandId = v5(`${day} ${requestId}`, requests);
    const of = { commandId, correlationId: commandId, causationId: commandId, by: system };
    try {
      await dispatch(
        { capability: reconciliation.name, id, command: 'fetch', input: { channel: 'wechat', day } },
        { ...of, at: new Date().toISOString() },
      );
      return { state: 'sent' };
    } catch (error) {
      if (error instanceof Refusal) return { state: 'refused', code: error.code };
      throw error;
    }
  };
  while (!signal.aborted) {
    try {
      const next = await days.findOne({ state: 'asked' });
      if (next) await days.updateOne({ _id: next._id, requestId: next.requestId }, { $set: await send(next) });
    } catch (error) {
      warn('a day that was asked for is not fetched', error);
    }
    await setTimeout(everyMs, undefined, { signal }).catch(() => undefined);
  }
};
