import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { conversations } from './conversations.ts';

const { given } = spec(conversations);
const parties = { conversationId: 'c', patientId: 'p', visitPersonId: 'v', doctorId: 'd' };
const opened = { type: 'conversation.opened', data: parties };
const sent = (sequence: number, from: string, kind = 'text', text?: string) => ({
  type: 'conversation.message-sent',
  data: { ...parties, messageId: `m${sequence}`, sequence, from, kind, ...(text && { text }) },
  at: `2026-01-05T08:0${sequence}:00.000Z`,
});
const row = {
  ...{ ...parties, openedAt: '2026-01-05T08:00:00.000Z', closed: false, sequence: 0 },
  ...{ lastAt: '2026-01-05T08:00:00.000Z', lastFrom: null, lastKind: null, lastText: null },
  ...{ patientRead: 0, doctorRead: 0, patientWrote: 0, doctorWrote: 0 },
};

test('[P10.6] a conversation shows its last message and how far each side has read and written', () => {
  given(opened).then('c', row);
  given(
    opened,
    ...[
      sent(1, 'patient', 'text', 'sealed.1.v.a'),
      sent(2, 'doctor', 'text', 'sealed.1.v.b'),
      sent(3, 'hospital', 'record'),
    ],
    { type: 'conversation.read', data: { conversationId: 'c', by: 'patient', upTo: 2 } },
    { type: 'conversation.read', data: { conversationId: 'c', by: 'hospital', upTo: 3 } },
    { type: 'conversation.closed', data: { conversationId: 'c' } },
  ).then('c', {
    ...{ ...row, closed: true, sequence: 3, lastAt: '2026-01-05T08:03:00.000Z', lastFrom: 'hospital' },
    ...{ lastKind: 'record', patientRead: 2, patientWrote: 1, doctorWrote: 2 },
  });
});
