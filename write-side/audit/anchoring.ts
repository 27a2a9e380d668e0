/** Every hour, the newest entry of each chain of the audit trail is told to the event store; what is older than it has to be is let go. */
import { setTimeout } from 'node:timers/promises';
import { type AuditHead, audit } from '@yunzhen/contracts/audit/audit';
import { auditYears } from '@yunzhen/contracts/audit/row';
import { auditIdOf, hourOf } from '@yunzhen/platform/audit/anchors';
import { auditCollection } from '@yunzhen/platform/audit/chain';
import type { Db } from 'mongodb';
import { v5 } from 'uuid';
import type { Dispatch } from '../dispatch.ts';

const system = { id: '00000000-0000-0000-0000-000000000000', role: 'system' } as const;
const anchors = '5a9b7f0e-0d0c-5b61-8a0e-3c1f6f2d7e15';
const hourMs = 3_600_000;
/** How often it is looked whether the hour is anchored: a process that starts does it at once. */
const everyMs = 60_000;
/** How far back a chain may have ended and still be anchored, once a process starts. */
const awayMs = 400 * 24 * hourMs;

/** The newest entries of the chains that were written to since then. */
const headsSince = async (db: Db, since: string): Promise<AuditHead[]> => {
  const collection = auditCollection(db);
  const writers = await collection.distinct('writer', { at: { $gte: since } });
  const heads = await Promise.all(
    writers.sort().map(writer => collection.find({ writer }).sort({ number: -1 }).limit(1).next()),
  );
  return heads.flatMap(head => (head ? [{ writer: head.writer, number: Number(head.number), hash: head.hash }] : []));
};

/** Lets go what is older than it has to be; of each chain the newest of these stays, so that the rest hangs on what was anchored. */
const release = async (db: Db, now: number): Promise<void> => {
  const collection = auditCollection(db);
  const end = new Date(now);
  end.setUTCFullYear(end.getUTCFullYear() - auditYears);
  const before = end.toISOString();
  for (const writer of await collection.distinct('writer', { at: { $lt: before } })) {
    const last = await collection
      .find({ writer, at: { $lt: before } })
      .sort({ number: -1 })
      .limit(1)
      .next();
    if (last) await collection.deleteMany({ writer, number: { $lt: last.number } });
  }
};

/**
 * Anchors the hour of `now`; of one that is anchored already nothing changes.
 * @param since what was written before it is anchored; all epoch milliseconds
 */
export const anchor = async (db: Db, dispatch: Dispatch, now: number, since = now - awayMs): Promise<void> => {
  const hour = hourOf(now);
  const heads = await headsSince(db, new Date(since).toISOString());
  if (heads.length === 0) return;
  const commandId = v5(hour, anchors);
  await dispatch(
    { capability: audit.name, id: auditIdOf(hour), command: 'anchor', input: { hour, heads } },
    { commandId, correlationId: commandId, causationId: commandId, by: system, at: new Date(now).toISOString() },
  );
  await release(db, now);
};

/** Until the signal aborts. */
export const anchorHourly = async (
  db: Db,
  dispatch: Dispatch,
  now: () => number,
  signal: AbortSignal,
  warn: (message: string, error: unknown) => void,
): Promise<void> => {
  let done: number | undefined;
  while (!signal.aborted) {
    const at = now();
    if (done === undefined || hourOf(at) !== hourOf(done))
      // An hour more: another process may have been the first in the last one.
      await anchor(db, dispatch, at, done && done - hourMs).then(
        () => {
          done = at;
        },
        error => warn('the audit trail is not anchored', error),
      );
    await setTimeout(everyMs, undefined, { signal }).catch(() => undefined);
  }
};
