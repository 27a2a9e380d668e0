/** (5) Two patients want the last number at the same moment: one has it, the other is told that it is gone. */

import { Problem } from '@yunzhen/contracts/api/problem';
import { channels } from '@yunzhen/contracts/channels';
import { patientQueries } from '@yunzhen/contracts/patient/queries';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { scheduleQueries } from '@yunzhen/contracts/schedule/queries';
import { publish } from '@yunzhen/people/clinic-session';
import { sendOver } from '@yunzhen/people/over-http';
import { book } from '@yunzhen/people/registration';
import { v7 } from 'uuid';
import { arrive } from '../scenes/arriving.ts';
import { must } from '../stage.ts';
import type { Cast } from './cast.ts';

export const lastNumber = async ({ stage, operator, session }: Cast): Promise<void> => {
  const clinicSessionId = v7();
  await stage.step(operator, '临时加号：只有一个', async ({ command, view }) => {
    // The doctor has other sessions on every one of the coming days.
    const begins = Date.now() + 20 * 86_400_000;
    const [startsAt, endsAt] = [begins, begins + 3 * 3_600_000].map(ms => new Date(ms).toISOString()) as [
      string,
      string,
    ];
    const { doctorId, fee } = session;
    await command(
      'clinic-session.published',
      publish(operator.actor, clinicSessionId, { doctorId, startsAt, endsAt, fee, capacity: 1 }),
    );
    await view(scheduleQueries.clinicSession, { clinicSessionId }, ({ remaining }) => remaining === 1 && 'one number');
  });
  const rivals = await Promise.all([arrive(stage.quiet), arrive(stage.quiet)]);
  const [one, other] = rivals;
  const bookings = rivals.map(patient => ({ patient, registrationId: v7() }));
  await stage.step(one, `和 ${other.name} 同时抢最后一个号`, async ({ note, told, view }) => {
    const { version } = await one.api.query(patientQueries.consent, {});
    const outcomes = await Promise.all(
      bookings.map(({ patient, registrationId }) => {
        const about = {
          clinicSessionId,
          visitPersonId: patient.visitPersonId,
          consentVersion: version,
        };
        return sendOver(patient.api, book(patient.actor, registrationId, about), v7()).then(
          () => 'held',
          error => (error instanceof Problem ? error.code : String(error)),
        );
      }),
    );
    must(outcomes.toSorted().join() === 'held,sold-out', `the outcomes are ${outcomes}`);
    for (const [index, { patient, registrationId }] of bookings.entries()) {
      note(`${patient.name}: registration/book → ${outcomes[index]}`);
      if (outcomes[index] === 'held')
        await told(patient, channels.personal(patient.id), 'registration.held', { registrationId });
    }
    await view(
      scheduleQueries.clinicSession,
      { clinicSessionId },
      ({ taken, remaining }) => {
        return taken === 1 && remaining === 0 && `${taken} taken, ${remaining} free`;
      },
      operator,
    );
    await view(
      registrationQueries.registrations,
      { clinicSessionId },
      ({ rows: [row, ...more] }) => {
        return (
          row !== undefined && more.length === 0 && `one registration, number ${row.number}, of ${row.visitPersonName}`
        );
      },
      operator,
    );
  });
};
