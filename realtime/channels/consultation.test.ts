import { expect, test } from '@jest/globals';
import { consultation } from './consultation.ts';

const id = '0190a000-0000-7000-8000-000000000001';

test('[P6.14] both sides are told when the chat can be written in, and what is written', () => {
  const parties = { conversationId: id, patientId: id, visitPersonId: id, doctorId: id };
  expect(consultation.on['conversation.opened']?.(parties as never)).toEqual({
    to: `consultation:${id}`,
    data: { conversationId: id },
  });
  const message = { ...parties, messageId: id, sequence: 1, from: 'doctor', kind: 'text', text: '您好' };
  expect(consultation.on['conversation.message-sent']?.(message as never)).toEqual({
    to: `consultation:${id}`,
    data: { sequence: 1, messageId: id, from: 'doctor', kind: 'text', text: '您好' },
  });
});
