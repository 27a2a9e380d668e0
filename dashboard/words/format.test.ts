import { expect, test } from '@jest/globals';
import { age, dayPlus, duration, moment, money, percent, shortDay, shortMoney } from './format.ts';

const now = new Date('2026-03-01T08:00:00Z');

test('money is written from fen, exactly', () => {
  expect([0, 5, 1_250, 123_456_789].map(money)).toEqual(['¥0.00', '¥0.05', '¥12.50', '¥1,234,567.89']);
});

test('large sums are written in whole yuan where there is little room, never as more than they are', () => {
  expect([9_999_999, 10_000_000, 157_732_399].map(shortMoney)).toEqual(['¥99,999.99', '¥100,000', '¥1,577,323']);
});

test('a moment is today, yesterday or tomorrow of the hospital, else its day', () => {
  const words = ['2026-03-01T06:30:00Z', '2026-02-28T15:59:00Z', '2026-03-01T16:00:00Z', '2026-01-09T01:05:00Z'];
  expect(words.map(at => moment(at, now))).toEqual(['今天 14:30', '昨天 23:59', '明天 00:00', '01-09 09:05']);
  expect(moment('2025-12-31T15:59:00Z', now)).toBe('2025-12-31 23:59');
});

test('durations in the two largest units', () => {
  const seconds = [0, 59, 60, 3_599, 3_600, 3_900, 86_400, 90_000];
  expect(seconds.map(duration)).toEqual([
    '0 秒',
    '59 秒',
    '1 分钟',
    '59 分钟',
    '1 小时',
    '1 小时 5 分',
    '1 天',
    '1 天 1 小时',
  ]);
});

test('a share of nothing is no number', () => {
  expect([percent(1, 3), percent(3, 3), percent(0, 0)]).toEqual(['33.3%', '100.0%', '—']);
});

test('age in months below three years, in years from then on, and none for a masked date', () => {
  const births = ['2026-02-01', '2026-02-02', '2023-03-02', '2023-03-01', '1957-04-12', '1957-**-**', null];
  expect(births.map(date => age(date, now))).toEqual(['1 个月', '0 个月', '35 个月', '3 岁', '68 岁', null, null]);
});

test('days move over the ends of months', () => {
  expect([dayPlus('2026-03-01', -1), dayPlus('2028-02-28', 1)]).toEqual(['2026-02-28', '2028-02-29']);
  expect(shortDay('2026-03-01')).toBe('03-01 周日');
});
