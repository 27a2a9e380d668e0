/** People who want their money back, and those who decide on it. */
import { operator } from '../world/genesis.ts';
import { each, type Habit, patient, wish } from './wish.ts';

/** Of what is over: also of what has gone back already, or was asked for before. */
export const askRefund: Habit = ({ truth, random }) =>
  [...truth.payment].flatMap(([id, { status, patientId, lines }]) =>
    status !== 'succeeded'
      ? []
      : lines
          .filter(({ business, subjectId }) =>
            business === 'registration'
              ? truth.registration.get(subjectId)?.status === 'completed'
              : truth.prescription.get(subjectId)?.status === 'dispensed',
          )
          .map(
            ({ subjectId }) =>
              () =>
                wish('payment', id, 'ask-refund', patient(patientId), {
                  requestId: random.uuid(),
                  subjectId,
                  reason: '药品有破损',
                }),
          ),
  );

const asked =
  (command: 'grant-refund' | 'deny-refund'): Habit =>
  sight =>
    [...sight.truth.payment].flatMap(([id, { requests }]) =>
      Object.entries(requests)
        .filter(([, { status }]) => status === 'asked')
        .map(
          ([requestId, { amount }]) =>
            () =>
              wish('payment', id, command, operator, {
                requestId,
                ...(command === 'deny-refund'
                  ? { reason: '药品已发放' }
                  : { amount: sight.random.chance(0.5) ? amount : 1 + sight.random.below(amount) }),
              }),
        ),
    );
export const grantRefund = asked('grant-refund');
export const denyRefund = asked('deny-refund');

export const giveUpPrescription = each(
  'prescription',
  ({ status }) => status === 'paid',
  (id, { written }) => wish('prescription', id, 'give-up', patient(written?.patientId ?? ''), { reason: '不需要了' }),
);
