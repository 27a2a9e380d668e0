import { expect, test } from '@jest/globals';
import { unread } from './notices.ts';

const line = (what: Parameters<typeof unread>[0]['history'][number]['what'], hour: number) => ({
  what,
  at: `2026-03-02T0${hour}:00:00.000Z`,
});
const history = [line('invited', 1), line('password-set', 2), line('wechat-bound', 3), line('signed-out', 4)];

test('[O4] the owner is told what changed since the first password, until it is read', () => {
  expect(unread({ history, acknowledgedUntil: null })).toEqual(history.slice(2));
  expect(unread({ history, acknowledgedUntil: line('wechat-bound', 3).at })).toEqual(history.slice(3));
  expect(unread({ history, acknowledgedUntil: line('signed-out', 4).at })).toEqual([]);
  expect(unread({ history: history.slice(0, 2), acknowledgedUntil: null })).toEqual([]);
});

test('[O4] a reset that was not asked for is told once a password is set again', () => {
  const again = [...history, line('reset', 5), line('password-set', 7)];
  expect(unread({ history: again, acknowledgedUntil: line('signed-out', 4).at })).toEqual([again[4], again[5]]);
});
