import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { holds } from './holds.ts';
import { privacyRequests } from './privacy-requests.ts';

const requests = spec(privacyRequests);
const [at, later, dueAt, until] = [
  '2026-03-02T01:00:00.000Z',
  '2026-03-03T01:00:00.000Z',
  '2026-03-17T15:59:59.999Z',
  '2041-03-02T01:00:00.000Z',
];
const whose = { patientId: 'p', requestId: 'r' };
const event = (name: string, more: object = {}) => ({
  type: `privacy.${name}`,
  data: { ...whose, ...more },
  at: later,
});
const requested = { type: 'privacy.requested', data: { ...whose, kind: 'erasure', dueAt }, at };
const row = {
  ...whose,
  ...{ kind: 'erasure', status: 'requested', text: null, requestedAt: at, dueAt },
  ...{ outcome: null, reason: null, proposedBy: null, decidedBy: null, decidedAt: null, until: null },
};
const granted = event('decided', { kind: 'erasure', outcome: 'granted', reason: '可以删除', proposedBy: 'a', by: 'b' });
const decided = { outcome: 'granted', reason: '可以删除', proposedBy: 'a', decidedBy: 'b', decidedAt: later };

test('[N5] a request is followed from its asking to its end', () => {
  requests.given(requested).then('r', row);
  requests.given(requested, granted).then('r', { ...row, ...decided, status: 'granted' });
  requests
    .given(requested, granted, event('restricted', { until }))
    .then('r', { ...row, ...decided, status: 'restricted', until });
  requests
    .given(requested, granted, event('restricted', { until }), event('erased', { visitPersonIds: [] }))
    .then('r', { ...row, ...decided, status: 'erased' });
  requests.given(requested, event('withdrawn')).then('r', { ...row, status: 'withdrawn', decidedAt: later });
});

test('[N5] a person is held by each case until it is lifted', () => {
  const { given } = spec(holds);
  const hold = (name: string, caseNumber: string) => ({
    type: `privacy.${name}`,
    data: { patientId: 'p', caseNumber, by: 'c' },
    at,
  });
  const line = (caseNumber: string) => ({ caseNumber, at, by: 'c' });
  given(hold('hold-placed', '1'), hold('hold-placed', '2')).then('p', {
    patientId: 'p',
    holds: [line('1'), line('2')],
  });
  given(hold('hold-placed', '1'), hold('hold-placed', '2'), hold('hold-lifted', '1')).then('p', {
    patientId: 'p',
    holds: [line('2')],
  });
});
