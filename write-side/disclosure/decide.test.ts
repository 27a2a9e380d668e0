import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { decider } from './decide.ts';

const [id, staffId, subjectId, patientId] = ['d', 's', 'v', 'p'];
const asked = { id, now: '2026-03-02T01:00:00.000Z', by: { id: staffId, role: 'operator' } } as const;
const open = { type: 'open', ...asked, kind: 'person', subjectId, patientId, reason: 'asked' } as const;
const opened = {
  type: 'disclosure.opened',
  data: { disclosureId: id, staffId, kind: 'person', subjectId, patientId, reason: 'asked' },
} as const;
const { given } = spec(decider);

test('[T2] who looks at a person says why, once', () => {
  given().when(open).then(opened);
  given(opened).when(open).thenNothing();
});

test('[T2] one look is of one person by one of the staff', () => {
  given(opened)
    .when({ ...open, subjectId: 'other' })
    .thenRefused('disclosure-taken');
  given(opened)
    .when({ ...open, by: { id: 'other', role: 'operator' } })
    .thenRefused('disclosure-taken');
});
