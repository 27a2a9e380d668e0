import { expect, test } from '@jest/globals';
import { boardRoles, channels } from '@yunzhen/contracts/channels';
import { upcastFixtures } from '@yunzhen/contracts/testing/fixtures';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import { publicationsOf } from '../engine.ts';
import { board } from './board.ts';
import { consultation } from './consultation.ts';
import { personal } from './personal.ts';
import { queue } from './queue.ts';

const tables = [consultation, queue, personal, board];
const fixtures = upcastFixtures().map(({ type, data }): RecordedEvent & { data: Record<string, string> } => ({
  id: '0199aaaa-0000-7000-8000-000000000000',
  type,
  stream: 'given',
  revision: 0,
  position: 4_711n,
  data: data as Record<string, string>,
  metadata: { at: '2026-03-02T01:00:00.000Z' },
  created: new Date(0),
}));
const named = (type: string) => {
  const found = fixtures.find(event => event.type === type);
  if (!found) throw new Error(`there is no event ${type}`);
  return found;
};
/** Channel → message, without what every message has, and without the boards. */
const told = (type: string, changed: object = {}): Record<string, unknown> =>
  Object.fromEntries(
    publicationsOf(tables, { ...named(type), data: { ...named(type).data, ...changed } })
      .filter(({ channel }) => !channel.startsWith('board:'))
      .map(({ channel, data }) => {
        const { type: _, position: __, at: ___, ...rest } = data as Record<string, unknown>;
        return [channel, rest];
      }),
  );

const data = named('registration.held').data;
const { registrationId: visit, clinicSessionId, doctorId, patientId } = data as Record<string, string>;
const { prescriptionId } = named('prescription.published').data as Record<string, string>;
const { paymentId } = named('payment.created').data as Record<string, string>;
const patient = channels.personal(`${patientId}`);
const doctor = channels.personal(`${doctorId}`);
const chat = channels.consultation(`${visit}`);
const line = channels.queue(`${clinicSessionId}`);

const { requestId } = named('privacy.requested').data;
const { accountId } = named('account.opened').data;
const owner = channels.personal(`${accountId}`);
const accountOf = { accountId };
const registrationOf = { registrationId: visit };
const consultationOf = { consultationId: visit };
const place = { clinicSessionId, number: 7 };
const prescribed = { prescriptionId };

test.each<[type: string, messages: Record<string, unknown>]>([
  ['registration.held', { [patient]: registrationOf }],
  ['registration.booked', { [patient]: registrationOf, [doctor]: registrationOf }],
  ['clinic-session.number-held', { [line]: place }],
  ['clinic-session.number-released', { [line]: place }],
  ['clinic-session.suspended', { [line]: { clinicSessionId } }],
  ['consultation.opened', { [line]: place, [patient]: consultationOf, [doctor]: consultationOf }],
  [
    'consultation.accepted',
    { [chat]: consultationOf, [line]: place, [patient]: consultationOf, [doctor]: consultationOf },
  ],
  ['consultation.rejected', { [line]: place, [patient]: consultationOf, [doctor]: consultationOf }],
  ['consultation.withdrawn', { [line]: place, [patient]: consultationOf, [doctor]: consultationOf }],
  ['consultation.cancelled', { [chat]: consultationOf, [patient]: consultationOf, [doctor]: consultationOf }],
  ['consultation.terminated', { [chat]: consultationOf, [patient]: consultationOf, [doctor]: consultationOf }],
  ['consultation.completed', { [chat]: consultationOf, [patient]: consultationOf, [doctor]: consultationOf }],
  ['conversation.read', { [chat]: { by: 'patient', upTo: 5 } }],
  ['payment.tender-prepared', { [patient]: { paymentId } }],
  ['payment.succeeded', { [patient]: { paymentId } }],
  ['payment.declined', { [patient]: { paymentId } }],
  ['payment.closed', { [patient]: { paymentId } }],
  ['payment.refund-requested', { [patient]: { paymentId } }],
  ['payment.refund-accepted', { [patient]: { paymentId } }],
  ['payment.refund-succeeded', { [patient]: { paymentId } }],
  ['payment.refund-failed', { [patient]: { paymentId } }],
  ['payment.refund-redirected', { [patient]: { paymentId } }],
  ['payment.refund-diverted', { [patient]: { paymentId } }],
  ['payment.refund-transferred', { [patient]: { paymentId } }],
  ['payment.refund-found', { [patient]: { paymentId } }],
  ['payment.refund-asked', { [patient]: { paymentId } }],
  ['payment.refund-granted', { [patient]: { paymentId } }],
  ['payment.refund-denied', { [patient]: { paymentId } }],
  ['record.published', { [patient]: { recordId: visit } }],
  ['prescription.passed', { [doctor]: prescribed }],
  ['prescription.failed', { [doctor]: prescribed }],
  ['prescription.published', { [patient]: prescribed }],
  ['prescription.paid', { [patient]: prescribed, [doctor]: prescribed }],
  ['prescription.dispensed', { [patient]: prescribed }],
  ['prescription.cancelled', { [patient]: prescribed, [doctor]: prescribed }],
  ['dispensing.readied', { [patient]: { dispensingId: prescriptionId } }],
  ['complaint.filed', { [patient]: { complaintId: visit } }],
  ['complaint.taken', { [patient]: { complaintId: visit } }],
  ['complaint.answered', { [patient]: { complaintId: visit } }],
  ['complaint.withdrawn', { [patient]: { complaintId: visit } }],
  ['rating.rated', { [doctor]: { ratingId: visit } }],
  ['privacy.requested', { [owner]: { requestId } }],
  ['privacy.withdrawn', { [owner]: { requestId } }],
  ['privacy.decided', { [owner]: { requestId } }],
  ['privacy.hold-placed', {}],
  ['account.password-set', { [owner]: accountOf }],
  ['account.wechat-bound', { [owner]: accountOf }],
  ['account.wechat-unbound', { [owner]: accountOf }],
  ['account.signed-out', { [owner]: accountOf }],
  ['account.acknowledged', { [owner]: accountOf }],
  // Personal data that nobody is told of.
  ['patient.registered', {}],
  ['patient.visit-person-added', {}],
  ['record.written', {}],
  ['prescription.submitted', {}],
  ['account.invited', {}],
])('[P10.6] %s is told to those it concerns', (type, messages) => {
  expect(told(type)).toEqual(messages);
});

test('[P6.14] a message is in the chat for both, and at the others’ door', () => {
  const { messageId, text } = named('conversation.message-sent').data;
  expect(told('conversation.message-sent')).toEqual({
    [chat]: { sequence: 1, messageId, from: 'patient', kind: 'text', text },
    [doctor]: { conversationId: visit, sequence: 1 },
  });
  const at = { conversationId: visit, sequence: 1 };
  expect(told('conversation.message-sent', { from: 'doctor' })).toMatchObject({ [patient]: at });
  expect(told('conversation.message-sent', { from: 'hospital' })).toMatchObject({ [patient]: at, [doctor]: at });
});

test.each(fixtures)('$type tells nothing that is personal: ids, numbers, kinds and times alone', event => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
  const kind = /^[a-z]+([.-][a-z]+)*$/;
  const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
  for (const { channel, data } of publicationsOf(tables, event)) {
    expect(channel).toMatch(/^[a-z]+:#?[a-z0-9-]+$/);
    for (const [field, value] of Object.entries(data as object)) {
      if (value === undefined || typeof value === 'number') continue;
      // The words of the chat are what a chat is for.
      if (field === 'text' && channel.startsWith('consultation:')) continue;
      const plain = [uuid, kind, time, /^\d+$/].some(pattern => pattern.test(String(value)));
      expect([event.type, channel, field, plain]).toEqual([event.type, channel, field, true]);
    }
  }
});

test('an event never has two messages for one channel: the second would pass for a repetition', () => {
  for (const event of fixtures) {
    const keys = publicationsOf(tables, event).map(({ idempotencyKey }) => idempotencyKey);
    expect([event.type, new Set(keys).size]).toEqual([event.type, keys.length]);
  }
});

test('[O3.1] the boards hear types alone, and the review board only its own', () => {
  const boards = (type: string) =>
    publicationsOf(tables, named(type)).filter(({ channel }) => channel.startsWith('board:'));
  expect(boards('registration.held')).toMatchObject([{ channel: channels.board('operations') }]);
  expect(boards('prescription.submitted').map(({ channel }) => channel)).toEqual(['board:operations', 'board:review']);
  expect(boards('rating.rated')).toMatchObject([{ channel: channels.board('operations') }]);
  expect(boards('account.invited')).toMatchObject([{ channel: channels.board('accounts') }]);
  expect(boards('patient.registered')).toEqual([]);
  for (const event of fixtures)
    for (const { data } of boards(event.type))
      expect(data).toEqual({ type: event.type, position: '4711', at: '2026-03-02T01:00:00.000Z' });
  expect(Object.keys(boardRoles)).toEqual(['operations', 'review', 'accounts']);
});
