/** (1) A number is held and never paid: the hold ends by itself, and the number is everybody's again. */

import { channels } from '@yunzhen/contracts/channels';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { order } from '@yunzhen/people/payment';
import { v7 } from 'uuid';
import { clock } from '../narrator.ts';
import { type Cast, holding } from './cast.ts';
import { countdown } from './countdown.ts';

/** Begins it, and answers how it ends: other things happen meanwhile. */
export const holdExpires = async (cast: Cast): Promise<() => Promise<void>> => {
  const { stage } = cast;
  const { patient, registrationId, clinicSessionId } = await holding(cast);
  const { number, until } = await stage.step(patient, '放下手机，忘了付款', async ({ view }) => {
    const row = await view(registrationQueries.registration, { registrationId }, ({ status, payableUntil, number }) => {
      return status === 'held' && payableUntil !== null && `number ${number} is held until ${clock(payableUntil)}`;
    });
    return { number: row.number, until: `${row.payableUntil}` };
  });

  return () =>
    stage.step(patient, '没有付款，号被收回', async ({ told, view, refused, note }) => {
      const stop = countdown(note, until);
      await told(patient, channels.personal(patient.id), 'registration.timed-out', { registrationId }).finally(stop);
      await told(patient, channels.queue(clinicSessionId), 'clinic-session.number-released', { number });
      await view(registrationQueries.registration, { registrationId }, row => {
        return row.status === 'timed-out' && row.payableUntil === null && `${row.status}: ${row.endReason}`;
      });
      await refused('not-payable', order(patient.actor, v7(), 'registration', registrationId));
    });
};
