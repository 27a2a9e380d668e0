import type { consultationShown } from '@yunzhen/contracts/consultation/queries';
import type { consultationsView } from '@yunzhen/contracts/consultation/row';
import { registrationsView } from '@yunzhen/contracts/registration/row';
import type { StoredRow } from '@yunzhen/contracts/shape';
import type { z } from 'zod';
import type { View } from './answer.ts';
import { byId, withNames } from './names.ts';

/** D3.5: consultations with the person and with what they wrote and uploaded when they booked. */
export const consultationsShown = async (
  view: View,
  rows: readonly StoredRow<typeof consultationsView>[],
): Promise<z.input<typeof consultationShown>[]> => {
  const [named, booked] = await Promise.all([
    withNames(view, rows),
    byId(
      view,
      registrationsView,
      rows.map(row => row.consultationId),
    ),
  ]);
  return named.map(row => {
    const registration = booked.get(row.consultationId);
    return {
      ...row,
      chiefComplaintForm: registration?.chiefComplaintForm ?? null,
      chiefComplaint: registration?.chiefComplaint ?? null,
      guardianName: registration?.guardianName ?? null,
      attachments: registration?.attachments ?? [],
    };
  });
};
