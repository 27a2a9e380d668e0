/** 退款: everything that was paid comes back to the patient. */
import { channels } from '@yunzhen/contracts/channels';
import { paymentQueries } from '@yunzhen/contracts/payment/queries';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import type { registrationStatuses } from '@yunzhen/contracts/registration/row';
import { yuan } from '../narrator.ts';
import type { Person } from '../person.ts';
import type { Stage } from '../stage.ts';

export interface Ended {
  readonly patient: Person;
  readonly paymentId: string;
  readonly registrationId: string;
  /** What the patient reads of it. */
  readonly status: (typeof registrationStatuses)[number];
  readonly reason: string | null;
}

export const refunded = (stage: Stage, { patient, paymentId, registrationId, status, reason }: Ended): Promise<void> =>
  stage.step(patient, '收到全额退款', async ({ told, view }) => {
    await told(patient, channels.personal(patient.id), 'payment.refund-succeeded', { paymentId });
    await view(paymentQueries.payment, { paymentId }, ({ paid, refunds, ...row }) => {
      const [refund] = refunds;
      return (
        paid > 0 &&
        row.refunded === paid &&
        refunds.length === 1 &&
        refund?.status === 'succeeded' &&
        `paid ${yuan(paid)}, one refund ${refund.status}, ${yuan(row.refunded)} back`
      );
    });
    await view(registrationQueries.registration, { registrationId }, row => {
      const shown = row.status === status && row.endReason === reason;
      return shown && `${row.status} by ${row.endedBy}: ${row.endReason}, refund ${row.refund}`;
    });
  });
