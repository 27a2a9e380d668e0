import type { doctorCard } from '@yunzhen/contracts/practitioner/queries';
import type { PractitionerRow } from '@yunzhen/contracts/practitioner/row';
import type { ClinicSessionRow } from '@yunzhen/contracts/schedule/row';
import { clinicSessionsView } from '@yunzhen/contracts/schedule/row';
import type { z } from 'zod';
import type { View } from './answer.ts';
import { departmentNames } from './names.ts';
import { whereOffered } from './offered.ts';

type Card = z.infer<typeof doctorCard>;

/** P6.2: doctors as they are offered, with the next session that has a free number. */
export const doctorCards = async (view: View, doctors: readonly PractitionerRow[], now: Date): Promise<Card[]> => {
  const sessions = await view(clinicSessionsView)
    .find({
      doctorId: { $in: doctors.map(doctor => doctor.practitionerId) },
      status: 'published',
      remaining: { $gt: 0 },
      endsAt: { $gt: now.toISOString() },
      ...(await whereOffered(view)),
    })
    .sort({ startsAt: -1 })
    .project<Pick<ClinicSessionRow, 'doctorId' | 'clinicSessionId' | 'startsAt' | 'fee' | 'remaining'>>({
      _id: 0,
      doctorId: 1,
      clinicSessionId: 1,
      startsAt: 1,
      fee: 1,
      remaining: 1,
    })
    .toArray();
  // The last one written stays: the earliest.
  const next = new Map(sessions.map(({ doctorId, ...session }) => [doctorId, session]));
  return (await departmentNames(view, doctors)).map(doctor => ({
    ...doctor,
    next: next.get(doctor.practitionerId) ?? null,
  }));
};
