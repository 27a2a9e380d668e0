import { deadline } from '../deadlines.ts';
import type { PrescriptionEvent, prescription } from './prescription.ts';
import type { PrescriptionStatus } from './states.ts';

const of = deadline<PrescriptionEvent, typeof prescription, PrescriptionStatus>();

/** R2.3: a claim that led to no decision. */
export const claimDeadline = of({
  event: 'prescription.claimed',
  until: 'until',
  id: 'prescriptionId',
  capability: 'prescription',
  command: 'time-out-claim',
  input: [],
  ends: ['claimed'],
});

/** P7.1: what nobody paid while it was valid. */
export const validityDeadline = of({
  event: 'prescription.submitted',
  until: 'validUntil',
  id: 'prescriptionId',
  capability: 'prescription',
  command: 'expire',
  input: [],
  ends: ['submitted', 'claimed', 'passed', 'failed', 'recalled', 'published'],
});
