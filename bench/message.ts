/** One chat message as a command: what a mini-program sends when somebody speaks. */
import { v4 } from 'uuid';
import { z } from 'zod';
import type { Http } from './http.ts';
import type { Chat } from './parts/hospital.ts';

const answered = z.object({ revision: z.int(), position: z.string() });

/** Throws what was answered instead of an acknowledgement. */
export const sendMessage = async (
  ask: Http['ask'],
  chat: Chat,
  from: 'patient' | 'doctor',
  messageId: string,
): Promise<{ revision: number; position: string }> => {
  const { status, body } = await ask({
    method: 'POST',
    path: `/api/conversation/${chat.conversationId}/send`,
    headers: { authorization: `Bearer ${chat[from].token}`, 'idempotency-key': v4() },
    body: JSON.stringify({ messageId, kind: 'text', text: '医生您好，我最近的情况和上次差不多，药一直按时吃。' }),
  });
  if (status >= 300) throw new Error(`${status} ${body}`);
  return answered.parse(JSON.parse(body));
};
