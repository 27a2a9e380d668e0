import type { dispensingsView } from '@yunzhen/contracts/dispensing/row';
import type { PrescriptionLine } from '@yunzhen/contracts/prescription/line';
import { prescriptionsView } from '@yunzhen/contracts/prescription/row';
import { ofNobody } from '@yunzhen/contracts/sealed';
import type { StoredRow } from '@yunzhen/contracts/shape';
import type { View } from './answer.ts';
import { byId, withNames } from './names.ts';

const noLines = ofNobody<PrescriptionLine[]>([]);

/** With the drugs of the prescription and without the code. */
export const dispensingsShown = async (view: View, rows: readonly StoredRow<typeof dispensingsView>[]) => {
  const prescriptions = await byId(
    view,
    prescriptionsView,
    rows.map(row => row.dispensingId),
  );
  const about = rows.map(({ pickUpCode: _, pickUpCodeIndex: __, ...row }) => {
    const of = prescriptions.get(row.dispensingId);
    const { visitPersonId = null, doctorId = null, departmentId = null, lines = noLines, total = 0 } = of ?? {};
    return { ...row, visitPersonId, doctorId, departmentId, lines, total };
  });
  return withNames(view, about);
};
