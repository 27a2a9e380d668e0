import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { cases } from './cases.ts';

const { given } = spec(cases);
const at = '2026-01-05T08:00:00.000Z';
const later = '2026-01-06T08:00:00.000Z';
const about = { system: 'his', call: 'his.register', key: 'r', process: 'booking', since: '2026-01-05T07:00:00.000Z' };
const why = { reason: 'refused', code: '401', attempts: 2 };
const sent = { caseId: 'c', work: 'e booking > his.register r' };
const opened = { type: 'case.opened', data: { ...sent, round: 0, ...about, ...why } };
const retried = { type: 'case.retried', data: { ...sent, round: 1, staffId: 'o' }, at: later };
const row = {
  ...{ caseId: 'c', round: 0, ...about, ...why, status: 'open', openedAt: at },
  ...{ assigneeId: null, staffId: null, closedFor: null, endedAt: null },
};
const again = { ...row, round: 1, staffId: 'o' };

test('[I1] a case is open, sent again, and failed again or repaired', () => {
  given(opened).then('c', row);
  given(opened, retried).then('c', { ...again, status: 'retried' });
  const failed = { type: 'case.failed', data: { ...sent, round: 1, ...why, code: '403' }, at: later };
  given(opened, retried, failed).then('c', { ...again, code: '403' });
  const repaired = { type: 'case.repaired', data: { ...sent, round: 1 }, at: later };
  given(opened, retried, repaired).then('c', { ...again, status: 'repaired', endedAt: later });
});

test('[I1] one is somebody’s from when they took it until they gave it back', () => {
  const taken = { type: 'case.taken', data: { caseId: 'c', staffId: 'o' }, at: later };
  given(opened, taken).then('c', { ...row, assigneeId: 'o' });
  given(opened, taken, { ...taken, type: 'case.given-back' }).then('c', row);
});

test('[I1] one that is closed says why', () => {
  const closed = { type: 'case.closed', data: { ...sent, round: 0, staffId: 'm', reason: '已人工登记' }, at: later };
  given(opened, closed).then('c', { ...row, status: 'closed', staffId: 'm', closedFor: '已人工登记', endedAt: later });
});
