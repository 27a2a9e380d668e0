import { leadsTo } from '@yunzhen/contracts/catalogue/lay-words';
import type { DepartmentRow } from '@yunzhen/contracts/catalogue/row';
import { departmentsView } from '@yunzhen/contracts/catalogue/row';
import { practitionerQueries } from '@yunzhen/contracts/practitioner/queries';
import { practitionersView } from '@yunzhen/contracts/practitioner/row';
import { answer, only, shown } from '../answer.ts';
import { doctorCards } from '../doctor-cards.ts';
import { equal, literally } from '../filters.ts';
import { departmentNames } from '../names.ts';
import { pageOf } from '../paging.ts';

const popular = { field: 'completed', direction: -1 } as const;

/** By name or pinyin, by speciality, and by what somebody says they have: those of the departments that treat it. */
const found = (typed: string, departments: readonly DepartmentRow[]) => {
  const packed = typed.replace(/\s/g, '');
  const words = [...new Set([typed.trim(), packed])].map(literally).join('|');
  const letters = literally(packed.toLowerCase());
  const treating = departments.filter(one => leadsTo(typed, one)).map(({ departmentId }) => departmentId);
  return [
    { name: { $regex: words } },
    { specialities: { $regex: words } },
    { initials: { $regex: `^${letters}` } },
    { spelling: { $regex: `^${letters}` } },
    { specialityInitials: { $regex: letters } },
    ...(treating.length > 0 ? [{ departmentId: { $in: treating } }] : []),
  ];
};

export const doctors = answer('doctors', practitionerQueries.doctors, async ({ params, view, now }) => {
  const { departmentId, q, ...paging } = params;
  const named = q && found(q, await view(departmentsView).find({ open: true }).toArray());
  const filter = { kind: 'doctor', active: true, ...equal({ departmentId }), ...(named && { $or: named }) };
  const { rows, next } = await pageOf(view(practitionersView), filter, popular, paging);
  return { rows: await doctorCards(view, rows, now), next };
});

export const doctor = answer('doctor', practitionerQueries.doctor, async ({ params, view, now }) => {
  const row = await view(practitionersView).findOne({ _id: params.doctorId, kind: 'doctor' });
  return only(await doctorCards(view, [shown(row)], now));
});

export const practitioners = answer('practitioners', practitionerQueries.practitioners, async ({ params, view }) => {
  const { kind, departmentId, ...paging } = params;
  const filter = equal({ kind, departmentId });
  const { rows, next } = await pageOf(view(practitionersView), filter, popular, paging);
  return { rows: await departmentNames(view, rows), next };
});
