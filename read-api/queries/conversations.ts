import { conversationQueries } from '@yunzhen/contracts/conversation/queries';
import { conversationsView, messagesView } from '@yunzhen/contracts/conversation/row';
import type { Actor } from '@yunzhen/contracts/roles';
import type { StoredRow } from '@yunzhen/contracts/shape';
import type { Asking, View } from '../answer.ts';
import { answer, only, shown } from '../answer.ts';
import { all } from '../filters.ts';
import { withNames } from '../names.ts';
import { pageOf } from '../paging.ts';

const read = async (view: View, rows: readonly StoredRow<typeof conversationsView>[], by: Actor | null) =>
  (await withNames(view, rows)).map(({ departmentName: _, ...row }) => {
    const mine = by?.role === 'patient' ? [row.patientRead, row.patientWrote] : [row.doctorRead, row.doctorWrote];
    return { ...row, unread: row.sequence - Math.max(...mine) };
  });

export const conversations = answer('conversations', conversationQueries.conversations, async asking => {
  const { params, by, reachable, view } = asking;
  const sort = { field: 'lastAt', direction: -1 } as const;
  const { rows, next } = await pageOf(view(conversationsView), reachable(conversationsView), sort, params);
  return { rows: await read(view, rows, by), next };
});

const one = async ({ view, reachable }: Pick<Asking<never>, 'view' | 'reachable'>, conversationId: string) =>
  shown(await view(conversationsView).findOne(all({ _id: conversationId }, reachable(conversationsView))));

export const conversation = answer('conversation', conversationQueries.conversation, async asking => {
  const { params, by, view } = asking;
  return only(await read(view, [await one(asking, params.conversationId)], by));
});

export const messages = answer('messages', conversationQueries.messages, async asking => {
  const { params, view } = asking;
  const { conversationId, since, before, limit } = params;
  await one(asking, conversationId);
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
