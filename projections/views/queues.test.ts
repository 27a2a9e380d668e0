import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { queues } from './queues.ts';

const step = (name: string, number: number) => ({
  type: `consultation.${name}`,
  data: { clinicSessionId: 's', doctorId: 'd', consultationId: `c${number}`, patientId: `p${number}`, number },
});
const waits = (number: number) => ({ consultationId: `c${number}`, patientId: `p${number}`, number });

test('[D2.1] whoever is accepted is called, and whoever is rejected or withdraws leaves the queue', () =>
  spec(queues)
    .given(
      ...[1, 2, 3, 4].map(number => step('opened', number)),
      step('accepted', 2),
      step('rejected', 1),
      step('withdrawn', 3),
      step('completed', 2),
    )
    .then('s', { clinicSessionId: 's', doctorId: 'd', called: 2, waiting: [waits(4)] }));
