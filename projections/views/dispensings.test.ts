import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { dispensings } from './dispensings.ts';

const readied = {
  dispensingId: 'r',
  patientId: 'p',
  pickUpCode: 'sealed.1.p.a',
  pickUpCodeIndex: 'i',
  hisNumber: 'H7',
};

test('[O1.3] one whose prescription was cancelled is not ready any more', () =>
  spec(dispensings)
    .given(
      { type: 'dispensing.readied', data: readied },
      { type: 'dispensing.cancelled', data: { dispensingId: 'r', patientId: 'p', by: 'hospital', reason: '药品召回' } },
    )
    .then('r', {
      ...{ ...readied, status: 'cancelled', readiedAt: '2026-01-05T08:00:00.000Z' },
      ...{ dispensedAt: null, pharmacistId: null },
    }));

test('[R3.1] a pick-up is ready, then handed out by somebody', () =>
  spec(dispensings)
    .given(
      { type: 'dispensing.readied', data: readied },
      {
        type: 'dispensing.dispensed',
        data: { dispensingId: 'r', patientId: 'p', pharmacistId: 'f' },
        at: '2026-01-05T09:00:00.000Z',
      },
    )
    .then('r', {
      ...{ ...readied, status: 'dispensed', readiedAt: '2026-01-05T08:00:00.000Z' },
      ...{ dispensedAt: '2026-01-05T09:00:00.000Z', pharmacistId: 'f' },
    }));
