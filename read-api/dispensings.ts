import type { DispensingRow } from '@yunzhen/contracts/dispensing/row';
import { prescriptionsView } from '@yunzhen/contracts/prescription/row';
import type { View } from './answer.ts';
import { byId, withNames } from './names.ts';

/** With the drugs of the prescription and without the code. */
export const dispensingsShown = async (view: View, rows: readonly DispensingRow[]) => {
  const prescriptions = await byId(
    view,
    prescriptionsView,
    rows.map(row => row.dispensingId),
  );
  const about = rows.map(({ pickUpCode: _, ...row }) => {
    const of = prescriptions.get(row.dispensingId);
    const { visitPersonId = null, doctorId = null, departmentId = null, lines = [], total = 0 } = of ?? {};
    return { ...row, visitPersonId, doctorId, departmentId, lines, total };
  });
  return withNames(view, about);
};
