/** The messages of a conversation in their order, without a gap: pushes are put in place, what is missing is asked for by sequence. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { joined } from '@yunzhen/client/live';
import { retry } from '@yunzhen/client/retries';
import { Problem } from '@yunzhen/contracts/api/problem';
import { channels } from '@yunzhen/contracts/channels';
import { conversationQueries } from '@yunzhen/contracts/conversation/queries';
import { messageRow } from '@yunzhen/contracts/conversation/row';
import { useEffect, useRef } from 'react';
import type { z } from 'zod';
import { useListen } from '@/hooks/listen';
import { api } from '@/services/api';

export type Message = Pick<
  z.infer<typeof messageRow>,
  'messageId' | 'sequence' | 'from' | 'kind' | 'text' | 'fileId' | 'documentId' | 'sentAt'
>;
export interface Talk {
  readonly rows: readonly Message[];
  /** There are older ones. */
  readonly older: boolean;
}

const pushed = messageRow
  .pick({ messageId: true, sequence: true, from: true, kind: true })
  .extend(messageRow.pick({ text: true, fileId: true, documentId: true }).partial().shape);
const pageSize = 30;

const lastOf = ({ rows }: Talk): number => rows[rows.length - 1]?.sequence ?? 0;

/** Both in one order, each message once. */
export const merged = (known: readonly Message[], more: readonly Message[]): readonly Message[] =>
  [...new Map([...known, ...more].map(row => [row.sequence, row])).values()].sort((a, b) => a.sequence - b.sequence);

export const useMessages = (conversationId: string) => {
  const cache = useQueryClient();
  const key = ['chat', conversationId];
  const ask = (params: { since?: number; before?: number }, after?: string) =>
    api.query(conversationQueries.messages, { conversationId, limit: pageSize, ...params }, { after });

  /** Everything after the last one that is known. */
  const newer = async (known: Talk, after?: string): Promise<Talk> => {
    const { rows, more } = await ask({ since: lastOf(known) }, after);
    const now = { ...known, rows: merged(known.rows, rows) };
    return more ? newer(now) : now;
  };

  /** The last message that was told: what is asked for has to reach it. */
  const told = useRef<{ sequence: number; position: string | undefined }>({ sequence: 0, position: undefined });
  const talk = useQuery<Talk, unknown>({
    queryKey: key,
    queryFn: async () => {
      const known = cache.getQueryData<Talk>(key);
      const after = told.current.position;
      const first = async () => {
        const { rows, more } = await ask({}, after);
        return { rows: merged([], rows), older: more };
      };
      const asked = known && known.rows.length > 0 ? await newer(known, after) : await first();
      // What was told while this was on its way stays.
      return { ...asked, rows: merged(asked.rows, cache.getQueryData<Talk>(key)?.rows ?? []) };
    },
    meta: { reads: [] },
    staleTime: 0,
    // A conversation begins a moment after the consultation was accepted.
    retry: (count, error) => (error instanceof Problem && error.status === 404 ? count < 6 : retry(count, error)),
    retryDelay: 500,
    enabled: conversationId !== '',
  });

  useListen([channels.consultation(conversationId)], ({ data }) => {
    if (data === joined) void talk.refetch();
    if (data.type !== 'conversation.message-sent') return;
    const { success, data: message } = pushed.safeParse(data);
    if (!success) return;
    told.current = { sequence: message.sequence, position: String(data.position) };
    const known = cache.getQueryData<Talk>(key);
    if (!known || message.sequence <= lastOf(known)) return;
    if (message.sequence > lastOf(known) + 1) {
      // Something was missed on the way.
      void talk.refetch();
      return;
    }
    const { text = null, fileId = null, documentId = null, ...rest } = message;
    const row: Message = { ...rest, text, fileId, documentId, sentAt: String(data.at) };
    cache.setQueryData<Talk>(key, { ...known, rows: merged(known.rows, [row]) });
  });

  const { data, dataUpdatedAt, refetch } = talk;
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once for each answer
  useEffect(() => {
    if (data && lastOf(data) < told.current.sequence) void refetch();
  }, [dataUpdatedAt]);

  /** @param first called right before they are shown */
  const loadOlder = async (first: () => void): Promise<void> => {
    const before = talk.data?.rows[0]?.sequence;
    if (!talk.data?.older || before === undefined) return;
    const { rows, more } = await ask({ before });
    first();
    cache.setQueryData<Talk>(key, now => now && { rows: merged(rows, now.rows), older: more });
  };

  return { ...talk, loadOlder };
};
