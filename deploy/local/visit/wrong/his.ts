/** (8) The hospital information system does not answer, or says no. */
import { channels } from '@yunzhen/contracts/channels';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { order, pay } from '../scenes/paying.ts';
import { refunded } from '../scenes/refunding.ts';
import { must } from '../stage.ts';
import { type Cast, holding } from './cast.ts';

/** It stores the registration, and the answer is lost on the way: it is asked again, and has it once. */
export const hisLosesAnswer = async (cast: Cast): Promise<void> => {
  const { stage, his } = cast;
  const { patient, registrationId, fee } = await holding(cast);
  const placed = await order(stage, patient, 'registration', registrationId);
  await his.control('POST', 'faults', { operation: 'registration', kind: 'lose-answer' });
  await pay(stage, patient, placed);
  await stage.step(patient, '医院系统收下了挂号，回音却丢了', async ({ told, view, note }) => {
    note('HIS stores the registration and cuts the connection; nobody knows, so it is asked again by the same number');
    await told(patient, channels.personal(patient.id), 'registration.booked', { registrationId });
    const { hisNumber } = await view(registrationQueries.registration, { registrationId }, row => {
      return row.status === 'booked' && row.hisNumber !== null && `${row.status}, HIS ${row.hisNumber}`;
    });
    const known = await his.books.registration(registrationId);
    must(known.result === 'succeeded' && known.hisNumber === hisNumber, 'HIS knows another registration');
    const { charges, refunds } = await his.books.money(registrationId);
    must(charges.length === 1 && charges[0]?.amount === fee, `HIS has ${charges.length} charges`);
    must(refunds.length === 0, `HIS has ${refunds.length} refunds`);
    note(`in its books: one registration ${known.hisNumber}, one charge ${charges[0]?.hisNumber}`);
  });
};

/** It refuses: the patient reads why, and the money comes back. */
export const hisRefuses = async (cast: Cast): Promise<void> => {
  const { stage, his } = cast;
  const { patient, registrationId, clinicSessionId } = await holding(cast);
  const placed = await order(stage, patient, 'registration', registrationId);
  const reason = '该号源已被窗口挂出';
  await his.control('POST', 'faults', { operation: 'registration', kind: 'fail', message: reason });
  await pay(stage, patient, placed);
  const { paymentId } = placed;
  await stage.step(patient, '医院系统拒绝了挂号', async ({ told, view, note }) => {
    await told(patient, channels.personal(patient.id), 'registration.failed', { registrationId });
    const { number } = await view(registrationQueries.registration, { registrationId }, row => {
      return row.status === 'failed' && row.endReason === reason && `${row.status} by ${row.endedBy}: ${row.endReason}`;
    });
    await told(patient, channels.queue(clinicSessionId), 'clinic-session.number-released', { number });
    const { charges } = await his.books.money(registrationId);
    must(charges.length === 0, `HIS has ${charges.length} charges`);
    note('in its books: no charge');
  });
  await refunded(stage, { patient, paymentId, registrationId, status: 'failed', reason });
};
