import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { messages } from './messages.ts';

const message = { messageId: 'm', patientId: 'p', doctorId: 'd', sequence: 1, from: 'patient', kind: 'text' };
const sent = (conversationId: string, text: string) => ({
  type: 'conversation.message-sent',
  data: { ...message, conversationId, visitPersonId: 'v', text },
});

test('[P6.14] a message that reuses an id of another conversation does not replace that one', () =>
  spec(messages)
    .given(sent('c', 'sealed.1.v.a'), sent('other', 'sealed.1.v.b'))
    .then('c/1', {
      ...{ ...message, conversationId: 'c', text: 'sealed.1.v.a', fileId: null, documentId: null },
      sentAt: '2026-01-05T08:00:00.000Z',
    }));
