import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { complaints } from './complaints.ts';

const { given } = spec(complaints);
const at = '2026-01-05T08:00:00.000Z';
const whose = { complaintId: 'c', patientId: 'p', visitPersonId: 'v' };
const about = {
  ...{ ...whose, subject: 'consultation', consultationId: 'c', doctorId: 'd', departmentId: 'x' },
  ...{ kind: 'waiting', dueAt: '2026-01-10T15:59:59.999Z' },
};
const filed = { type: 'complaint.filed', data: { ...about, text: '等了两小时', pictures: ['f'] } };
const taken = { type: 'complaint.taken', data: { complaintId: 'c', patientId: 'p', operatorId: 'o' } };
const later = '2026-01-06T08:00:00.000Z';
const answered = {
  type: 'complaint.answered',
  data: { ...whose, operatorId: 'o', outcome: 'resolved', text: '已增加出诊' },
  at: later,
};
const row = { ...about, status: 'new', filedAt: at, operatorId: null, endedAt: null, outcome: null };
const letter = { from: 'patient', text: '等了两小时', pictures: ['f'], at };
const reply = { from: 'hospital', text: '已增加出诊', pictures: [], at: later };

test('[O1.5] a complaint is new, then in hand, then answered', () => {
  given(filed).then('c', { ...row, letters: [letter] });
  given(filed, taken).then('c', { ...row, status: 'in-hand', operatorId: 'o', letters: [letter] });
  given(filed, taken, answered).then('c', {
    ...{ ...row, status: 'answered', operatorId: 'o', endedAt: later, outcome: 'resolved' },
    letters: [letter, reply],
  });
});

test('[P10.4] a withdrawn one is over', () =>
  given(filed, { type: 'complaint.withdrawn', data: { complaintId: 'c', patientId: 'p' }, at: later }).then('c', {
    ...{ ...row, status: 'withdrawn', endedAt: later, letters: [letter] },
  }));

test('[P10.4] who complains again after the answer is heard anew, with all that was written', () =>
  given(filed, taken, answered, filed).then('c', { ...row, letters: [letter, reply, letter] }));
