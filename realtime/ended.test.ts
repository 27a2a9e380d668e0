import { expect, jest, test } from '@jest/globals';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import { endConnections } from './ended.ts';

const event = (type: string, data: Record<string, unknown>) => ({ type, data }) as RecordedEvent;
const hub = () => {
  const told: unknown[] = [];
  return { told, disconnect: async (...asked: unknown[]) => void told.push(asked) };
};
const failed = () => undefined;

test.each([
  ['account.closed', { accountId: 'u' }],
  ['account.reset', { accountId: 'u' }],
  ['practitioner.retired', { practitionerId: 'u', clinicSessionIds: [] }],
])('[O4] %s closes the connections, and those that a token in hand opens again', async (type, data) => {
  jest.useFakeTimers();
  let now = 0;
  const { told, disconnect } = hub();
  const { ended } = endConnections({ disconnect }, 10, failed, () => now);
  await ended(event(type, data));
  expect(told).toEqual([['u']]);
  for (now = 5_000; now <= 30_000; now += 5_000) jest.advanceTimersByTime(5_000);
  // At 5 and 10 seconds, and once more behind the last token; then no more.
  expect(told).toEqual([['u'], ['u'], ['u'], ['u']]);
  jest.useRealTimers();
});

test.each(['account.signed-out', 'account.password-set', 'account.wechat-unbound'])(
  '[O4] after %s its owner connects again',
  async type => {
    const { told, disconnect } = hub();
    await endConnections({ disconnect }, 10, failed).ended(event(type, { accountId: 'u' }));
    expect(told).toEqual([['u', { code: 4_401, reason: 'signed out' }]]);
  },
);

test('[O4] nothing else closes anything', async () => {
  const { told, disconnect } = hub();
  const { ended } = endConnections({ disconnect }, 10, failed);
  for (const type of ['account.opened', 'consultation.completed', 'toString'])
    await ended(event(type, { accountId: 'u' }));
  expect(told).toEqual([]);
});
