import { expect, test } from '@jest/globals';
import type { ConversationCommand as Command, ConversationEvent } from '@yunzhen/contracts/conversation/conversation';
import type { Actor } from '@yunzhen/contracts/roles';
import fc from 'fast-check';
import { fold, run, spec } from '../spec.ts';
import { idOf, now, system } from '../testing/harness.ts';
import { decider } from './decide.ts';

const { given } = spec(decider);
const id = idOf(1);
const parties = { patientId: idOf(2), visitPersonId: idOf(3), doctorId: idOf(4) };
const patient: Actor = { id: parties.patientId, role: 'patient' };
const doctor: Actor = { id: parties.doctorId, role: 'doctor' };
const asked = { id, now };

const opened: ConversationEvent = { type: 'conversation.opened', data: { conversationId: id, ...parties } };
const closed: ConversationEvent = {
  type: 'conversation.closed',
  data: { conversationId: id, patientId: parties.patientId, visitPersonId: parties.visitPersonId },
};
const sent = (sequence: number, from: 'patient' | 'doctor' | 'hospital', content: object): ConversationEvent => ({
  type: 'conversation.message-sent',
  data: { conversationId: id, ...parties, sequence, from, messageId: idOf(100 + sequence), kind: 'text', ...content },
});
const read = (by: 'patient' | 'doctor', upTo: number): ConversationEvent => ({
  type: 'conversation.read',
  data: { conversationId: id, by, upTo },
});

const open = { type: 'open' as const, ...asked, by: system, ...parties };
const close = { type: 'close' as const, ...asked, by: system };
const say = (sequence: number, by: Actor, text: string) =>
  ({ type: 'send', ...asked, by, messageId: idOf(100 + sequence), kind: 'text', text }) as const;
const picture = { type: 'send', ...asked, by: patient, messageId: idOf(101), kind: 'picture' } as const;
const card = { type: 'post-card', ...asked, by: system, messageId: idOf(101), kind: 'prescription' } as const;
const markRead = (by: Actor, upTo: number) => ({ type: 'mark-read', ...asked, by, upTo }) as const;

test('[P6.14] a conversation is opened, once', () => {
  given().when(open).then(opened);
  given(opened).when(open).thenNothing();
  given(opened, closed).when(open).thenNothing();
});
test('[P6.14] a conversation is closed, once', () => {
  given(opened).when(close).then(closed);
  given(opened, closed).when(close).thenNothing();
  given().when(close).thenNothing();
});
test('[P6.14] the stream is its patient’s and its doctor’s own', () => {
  expect(decider.subject?.(fold(decider, []))).toBeNull();
  expect(decider.subject?.(fold(decider, [opened]))).toEqual({
    patientId: parties.patientId,
    doctorId: parties.doctorId,
  });
});

test('[P6.14] messages are numbered from one, whoever sends them', () => {
  given(opened)
    .when(say(1, patient, '医生您好'))
    .then(sent(1, 'patient', { text: '医生您好' }));
  given(opened, sent(1, 'patient', { text: '医生您好' }))
    .when(say(2, doctor, '您好'))
    .then(sent(2, 'doctor', { text: '您好' }));
});
test('[P6.14] a message that is sent again is nothing new, even after the end', () => {
  const first = sent(1, 'patient', { text: '医生您好' });
  given(opened, first)
    .when(say(1, patient, '医生您好'))
    .thenNothing();
  given(opened, first, closed)
    .when(say(1, patient, '医生您好'))
    .thenNothing();
});
test('[P6.14] a picture may have words', () =>
  given(opened)
    .when({ ...picture, fileId: idOf(50), text: '化验单' })
    .then(sent(1, 'patient', { kind: 'picture', fileId: idOf(50), text: '化验单' })));
test('[P6.14] a text needs words and a picture a file', () => {
  given(opened)
    .when({ ...picture, kind: 'text', fileId: idOf(50) })
    .thenRefused('empty-message');
  given(opened)
    .when({ ...picture, text: '化验单' })
    .thenRefused('empty-message');
});
test('[P6.14] nobody speaks before the beginning or after the end', () => {
  given()
    .when(say(1, patient, '在吗'))
    .thenRefused('unknown-conversation');
  given(opened, closed)
    .when(say(1, patient, '在吗'))
    .thenRefused('conversation-closed');
});

test('[P10.2] the hospital shows a document, also after the end', () => {
  const shown = sent(1, 'hospital', { kind: 'prescription', documentId: idOf(60) });
  given(opened)
    .when({ ...card, documentId: idOf(60) })
    .then(shown);
  given(opened, closed)
    .when({ ...card, documentId: idOf(60) })
    .then(shown);
  given(opened, shown)
    .when({ ...card, documentId: idOf(60) })
    .thenNothing();
});
test('[P10.3] a card names its document and a notice has words', () => {
  given(opened)
    .when({ ...card, kind: 'record', text: '病历' })
    .thenRefused('empty-message');
  given(opened)
    .when({ ...card, kind: 'notice', documentId: idOf(60) })
    .thenRefused('empty-message');
  given(opened)
    .when({ ...card, kind: 'notice', text: '药师已审核' })
    .then(sent(1, 'hospital', { kind: 'notice', text: '药师已审核' }));
  given()
    .when({ ...card, documentId: idOf(60) })
    .thenRefused('unknown-conversation');
});

test('[P6.14] each side reads up to where it says, and never back', () => {
  const messages = [opened, sent(1, 'patient', { text: '一' }), sent(2, 'patient', { text: '二' })];
  given(...messages)
    .when(markRead(doctor, 2))
    .then(read('doctor', 2));
  given(...messages, read('doctor', 2))
    .when(markRead(doctor, 2))
    .thenNothing();
  given(...messages, read('doctor', 2))
    .when(markRead(doctor, 1))
    .thenNothing();
  given(...messages, read('doctor', 2))
    .when(markRead(patient, 1))
    .then(read('patient', 1));
  given(...messages, closed)
    .when(markRead(patient, 2))
    .then(read('patient', 2));
});
test('[P6.14] nobody reads what was not sent', () => {
  given(opened, sent(1, 'patient', { text: '一' }))
    .when(markRead(doctor, 9))
    .then(read('doctor', 1));
  given(opened).when(markRead(doctor, 1)).thenNothing();
  given().when(markRead(doctor, 1)).thenRefused('unknown-conversation');
});

test('[P6.14] whatever is sent in whatever order, numbers rise by one and no message is there twice', () => {
  const message = fc
    .record({ n: fc.integer({ min: 1, max: 8 }), by: fc.constantFrom(patient, doctor) })
    .map(({ n, by }): Command => say(n, by, '文字'));
  const other = fc.constantFrom<Command>(close, { ...card, documentId: idOf(60) }, markRead(doctor, 3));
  fc.assert(
    fc.property(fc.array(fc.oneof({ weight: 5, arbitrary: message }, other), { maxLength: 30 }), all => {
      const messages = run(decider, [open, ...all]).flatMap(event =>
        event.type === 'conversation.message-sent' ? [event.data] : [],
      );
      expect(messages.map(({ sequence }) => sequence)).toEqual(messages.map((_, index) => index + 1));
      expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(messages.length);
    }),
  );
});
