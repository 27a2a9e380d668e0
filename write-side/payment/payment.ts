import { payment as contract } from '@yunzhen/contracts/payment/payment';
import { refuse } from '@yunzhen/platform/refusal';
import { carried } from '../consultation/carries.ts';
import { type Ask, feature } from '../feature.ts';
import { prescription } from '../prescription/prescription.ts';
import { registration } from '../registration/registration.ts';
import { decider } from './decide.ts';

/** How long the channel keeps an order open at most. */
const longest = 2 * 3_600_000;

interface Order {
  readonly amount: number;
  readonly description: string;
  readonly expiresAt: string;
}

/** A number can be paid while it is held: what comes later is given back. */
const forRegistration = async (id: string, patientId: string, now: string, ask: Ask): Promise<Order> => {
  const { status, place, fee, holdUntil } = await ask.state(registration, id);
  if (place?.patientId !== patientId) return refuse('unknown-subject');
  if (status !== 'held' || holdUntil <= now || fee === 0) return refuse('not-payable');
  return { amount: fee, description: '网络门诊挂号费', expiresAt: holdUntil };
};

const forPrescription = async (id: string, patientId: string, now: string, ask: Ask): Promise<Order> => {
  const { status, written } = await ask.state(prescription, id);
  if (written?.patientId !== patientId) return refuse('unknown-subject');
  await carried(ask, written.consultationId);
  const { total, validUntil } = written;
  if (status !== 'published' || validUntil <= now || total === 0) return refuse('not-payable');
  const expires = Math.min(Date.parse(validUntil), Date.parse(now) + longest);
  return { amount: total, description: '处方药品费', expiresAt: new Date(expires).toISOString() };
};

/**
 * P6.9, P7.3: what is paid, what it costs and until when. Only the channel knows whether it was paid: `check` asks it,
 * so that nothing depends on what a client says.
 */
export const payment = feature(contract, decider, {
  create: ({ purpose, subjectId, now, by }, ask) =>
    (purpose === 'registration' ? forRegistration : forPrescription)(subjectId, by.id, now, ask),
  check: async ({ id }, ask, { status }) => ({
    success: status === 'none' || status === 'succeeded' ? null : await ask.outside.paymentSuccess(id),
  }),
});
