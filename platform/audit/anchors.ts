/** Where anchors of the audit trail stand in the event store: one stream for each day, found without reading anything else. */
import { auditHead } from '@yunzhen/contracts/audit/audit';
import { v5 } from 'uuid';
import { z } from 'zod';
import type { EventStore } from '../eventstore/types.ts';

const days = '6c1e0b52-9c4f-5d0a-b0f7-41b6f1f0c2d3';
const dayMs = 24 * 3_600_000;
const anchored = z.object({ hour: z.iso.datetime(), heads: z.array(auditHead) });
export type Anchor = z.infer<typeof anchored>;

/** The beginning of the hour, ISO. @param now epoch milliseconds */
export const hourOf = (now: number): string => `${new Date(now).toISOString().slice(0, 13)}:00:00.000Z`;
/** Of the day (UTC) that the instant is in. */
export const auditIdOf = (at: string): string => v5(at.slice(0, 10), days);

/** Anchors of every day between these, epoch milliseconds, the oldest first. */
export const readAnchors = async (
  store: Pick<EventStore, 'readStream'>,
  from: number,
  to: number,
): Promise<Anchor[]> => {
  const anchors: Anchor[] = [];
  const last = new Date(to).toISOString().slice(0, 10);
  for (let at = from; new Date(at).toISOString().slice(0, 10) <= last; at += dayMs)
    for await (const { type, data } of store.readStream(`audit-${auditIdOf(new Date(at).toISOString())}`, 0))
      if (type === 'audit.anchored') anchors.push(anchored.parse(data));
  return anchors;
};
