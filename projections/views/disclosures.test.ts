import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { disclosures } from './disclosures.ts';

const opened = {
  ...{ disclosureId: 'd', staffId: 's', kind: 'person', subjectId: 'v', patientId: 'p' },
  reason: 'asked',
};

test('[T2] who looked at whom is kept with the reason', () =>
  spec(disclosures)
    .given({ type: 'disclosure.opened', data: opened })
    .then('d', { ...opened, openedAt: '2026-01-05T08:00:00.000Z' }));
