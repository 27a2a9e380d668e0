/** What was written and has not arrived yet: kept over restarts, sent in its order, and sent again by a tap. */
import { mayPass } from '@yunzhen/client/retries';
import { Problem } from '@yunzhen/contracts/api/problem';
import { conversation } from '@yunzhen/contracts/conversation/conversation';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { api } from '@/services/api';
import { useOwner } from '@/services/auth';
import { newId } from '@/services/ids';
import { upload } from '@/services/pictures';
import { happened } from '@/services/queries';
import { storage } from '@/services/storage';

export interface Outgoing {
  readonly messageId: string;
  readonly kind: 'text' | 'picture';
  readonly text?: string;
  /** A picture on this phone, and its id once it is with the hospital. */
  readonly path?: string;
  readonly fileId?: string;
  readonly failed: boolean;
  /** Refused for good: sending it again would change nothing. */
  readonly refused?: unknown;
}

/** Whether the same may work in a moment, or once the person has done something about it, such as signing in. */
const chances = (error: unknown) => ({
  again: mayPass(error),
  later: error instanceof Problem && (error.status === 401 || error.status === 429),
});
const pause = (ms: number) => new Promise<void>(done => setTimeout(done, ms));
const tries = 3;

export const useOutbox = (conversationId: string, arrived: readonly { readonly messageId: string }[]) => {
  // Whoever else signs in on this phone has nothing to do with what is waiting here.
  const key = `outbox:${useOwner()}:${conversationId}`;
  const [box, setBox] = useState<readonly Outgoing[]>(() =>
    (storage.get<Outgoing[]>(key) ?? []).map(one => ({ ...one, failed: true })),
  );
  const chain = useRef(Promise.resolve());

  const update = useCallback(
    (change: (before: readonly Outgoing[]) => readonly Outgoing[]) =>
      setBox(before => {
        const after = change(before);
        storage.set(key, after);
        return after;
      }),
    [key],
  );
  const patch = useCallback(
    (messageId: string, part: Partial<Outgoing>) =>
      update(before => before.map(one => (one.messageId === messageId ? { ...one, ...part } : one))),
    [update],
  );

  const deliver = useCallback(
    async (message: Outgoing): Promise<void> => {
      const { messageId, kind, text, path } = message;
      for (let n = 1; ; n++) {
        try {
          const fileId = message.fileId ?? (path && (await upload(path)));
          if (fileId) patch(messageId, { fileId });
          const input = { messageId, kind, ...(text !== undefined && { text }), ...(fileId && { fileId }) };
          // The message's own id is the command's: however often it is sent, it is one message.
          const { position } = await api.command(conversation, conversationId, 'send', input, messageId);
          return happened('conversation.message-sent', position);
        } catch (error) {
          const { again, later } = chances(error);
          if (!again || n === tries)
            return patch(messageId, { failed: true, ...(!again && !later && { refused: error }) });
        }
        await pause(700 * n);
      }
    },
    [conversationId, patch],
  );
  const queue = useCallback(
    (message: Outgoing) => {
      chain.current = chain.current.then(() => deliver(message));
    },
    [deliver],
  );

  const send = (what: Pick<Outgoing, 'kind' | 'text' | 'path'>): void => {
    const message: Outgoing = { ...what, messageId: newId(), failed: false };
    update(before => [...before, message]);
    queue(message);
  };
  const resend = (message: Outgoing): void => {
    patch(message.messageId, { failed: false });
    queue({ ...message, failed: false });
  };
  const discard = (messageId: string): void => update(before => before.filter(one => one.messageId !== messageId));

  const known = useMemo(() => new Set(arrived.map(({ messageId }) => messageId)), [arrived]);
  useEffect(() => {
    if (box.some(({ messageId }) => known.has(messageId)))
      update(before => before.filter(({ messageId }) => !known.has(messageId)));
  }, [box, known, update]);

  return { box: box.filter(({ messageId }) => !known.has(messageId)), send, resend, discard };
};
