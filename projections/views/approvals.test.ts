import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { approvals } from './approvals.ts';

const { given } = spec(approvals);
const [at, later, until] = ['2026-01-05T08:00:00.000Z', '2026-03-02T02:00:00.000Z', '2026-03-05T01:00:00.000Z'];
const what = { capability: 'account', subjectId: 's', command: 'invite', input: 'sealed.1.s.x', until };
const proposed = (round = 1) => ({ type: 'approval.proposed', data: { approvalId: 'a', ...what, round, by: 'b' } });
const row = {
  ...{ approvalId: 'a', ...what, round: 1, status: 'proposed', proposedBy: 'b', proposedAt: at },
  ...{ decidedBy: null, endedAt: null, reason: null },
};

test('[O4] what waits for a second person is a row, with what is to be done and who wants it', () =>
  given(proposed()).then('a', row));

test('[O4] it says who decided, when, and why not', () => {
  const ended = { ...row, endedAt: later, decidedBy: 'c' };
  given(proposed(), { type: 'approval.approved', data: { approvalId: 'a', by: 'c' }, at: later }).then('a', {
    ...{ ...ended, status: 'approved' },
  });
  const declined = { type: 'approval.declined', data: { approvalId: 'a', by: 'c', reason: '不知情' }, at: later };
  given(proposed(), declined).then('a', { ...ended, status: 'declined', reason: '不知情' });
  given(proposed(), declined, proposed(2)).then('a', { ...row, round: 2 });
  given(proposed(), { type: 'approval.withdrawn', data: { approvalId: 'a', by: 'b' }, at: later }).then('a', {
    ...{ ...ended, status: 'withdrawn', decidedBy: 'b' },
  });
  given(proposed(), { type: 'approval.lapsed', data: { approvalId: 'a' }, at: later }).then('a', {
    ...{ ...ended, status: 'lapsed', decidedBy: null },
  });
});
