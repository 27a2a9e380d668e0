import assert from 'node:assert/strict';
import { test } from '@jest/globals';
import { begins, countdown, dayName, duration, hours, moment, yuan } from './format';

const now = new Date('2026-11-24T15:59:00Z');

test('amounts are yuan with two digits', () => {
  assert.equal(yuan(1_250), '¥12.50');
  assert.equal(yuan(5), '¥0.05');
});

test('days are the hospital’s, not the phone’s', () => {
  assert.equal(dayName('2026-11-24', now), '今天');
  assert.equal(dayName('2026-11-25', now), '明天');
  assert.equal(dayName('2026-11-23', now), '昨天');
  assert.equal(dayName('2027-01-02', now), '2027年1月2日');
  assert.match(moment('2020-01-01T06:30:00Z'), /^2020年1月1日 14:30$/);
});

test('a session from midnight to midnight takes the whole day', () => {
  assert.equal(hours('2026-11-23T16:00:00Z', '2026-11-24T16:00:00Z'), '全天');
  assert.equal(hours('2026-11-24T06:00:00Z', '2026-11-24T09:30:00Z'), '14:00–17:30');
  assert.equal(begins('2019-12-31T16:00:00Z'), '2020年1月1日');
});

test('times that run', () => {
  assert.equal(countdown(899_001), '15:00');
  assert.equal(countdown(-5), '00:00');
  assert.equal(duration(59_000), '不到 1 分钟');
  assert.equal(duration(7_500_000), '2 小时 5 分');
});
