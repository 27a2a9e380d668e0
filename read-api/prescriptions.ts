import { practitionersView } from '@yunzhen/contracts/practitioner/row';
import type { prescriptionsView } from '@yunzhen/contracts/prescription/row';
import type { Actor } from '@yunzhen/contracts/roles';
import type { StoredRow } from '@yunzhen/contracts/shape';
import type { View } from './answer.ts';
import { byId, withNames } from './names.ts';

/** P10.2: prescriptions with the names of all that are on them; without the reviews for a patient. */
export const prescriptionsShown = async (
  view: View,
  rows: readonly StoredRow<typeof prescriptionsView>[],
  by: Actor | null,
) => {
  const [named, pharmacists] = await Promise.all([
    withNames(view, rows),
    byId(
      view,
      practitionersView,
      rows.map(row => row.pharmacistId),
    ),
  ]);
  return named.map(row => ({
    ...row,
    reviews: by?.role === 'patient' ? [] : row.reviews,
    judged: by?.role === 'patient' ? null : row.judged,
    pharmacistName: pharmacists.get(row.pharmacistId ?? '')?.name ?? null,
  }));
};
