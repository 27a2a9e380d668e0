import { conversationQueries } from '@yunzhen/contracts/conversation/queries';
import { conversationsView, messagesView } from '@yunzhen/contracts/conversation/row';
import type { Actor } from '@yunzhen/contracts/roles';
import type { StoredRow } from '@yunzhen/contracts/shape';
import type { Own, View } from '../answer.ts';
import { answer, only, shown } from '../answer.ts';
import { withNames } from '../names.ts';
import { pageOf } from '../paging.ts';

const read = async (view: View, rows: readonly StoredRow<typeof conversationsView>[], by: Actor | null) =>
  (await withNames(view, rows)).map(({ departmentName: _, ...row }) => {
    const mine = by?.role === 'patient' ? [row.patientRead, row.patientWrote] : [row.doctorRead, row.doctorWrote];
    return { ...row, unread: row.sequence - Math.max(...mine) };
  });

export const conversations = answer('conversations', conversationQueries.conversations, async asking => {
  const { params, by, own, view } = asking;
  const sort = { field: 'lastAt', direction: -1 } as const;
  const { rows, next } = await pageOf(view(conversationsView), own(conversationsView), sort, params);
  return { rows: await read(view, rows, by), next };
});

const one = async (view: View, conversationId: string, own: Own) =>
  shown(await view(conversationsView).findOne({ _id: conversationId, ...own(conversationsView) }));

export const conversation = answer('conversation', conversationQueries.conversation, async asking => {
  const { params, by, own, view } = asking;
  return only(await read(view, [await one(view, params.conversationId, own)], by));
});

export const messages = answer('messages', conversationQueries.messages, async ({ params, own, view }) => {
  const { conversationId, since, before, limit } = params;
  await one(view, conversationId, own);
  const forward = since !== undefined;
  const bounds = { ...(forward && { $gt: since }), ...(before !== undefined && { $lt: before }) };
  const found = await view(messagesView)
    .find({ conversationId, ...((forward || before !== undefined) && { sequence: bounds }) })
    .sort({ sequence: forward ? 1 : -1 })
    .limit(limit + 1)
    .toArray();
  const rows = found.slice(0, limit).map(row => shown(row));
  return { rows: forward ? rows : rows.reverse(), more: found.length > limit };
});
