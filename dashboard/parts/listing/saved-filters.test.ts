import { expect, test } from '@jest/globals';
import { dayOf, dayPlus } from '../../words/format.ts';
import { savedOf, searchOf } from './saved-filters.ts';

const today = dayOf(new Date());

test('named days move with the calendar, others stay, and the open row is not kept', () => {
  const week = new URLSearchParams({ from: dayPlus(today, -6), to: today, status: 'booked', id: 'x' });
  expect(savedOf('本周挂号', week)).toEqual({ name: '本周挂号', search: 'status=booked', days: '近 7 天' });
  expect(Object.fromEntries(searchOf(savedOf('', week)))).toEqual({
    status: 'booked',
    from: dayPlus(today, -6),
    to: today,
  });
  const own = new URLSearchParams({ from: '2026-01-03', to: '2026-01-09' });
  expect(savedOf('一月', own)).toEqual({ name: '一月', search: 'from=2026-01-03&to=2026-01-09' });
  expect(searchOf(savedOf('一月', own)).toString()).toBe(own.toString());
});
