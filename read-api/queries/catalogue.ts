import type { DepartmentRow, DiagnosisRow, DrugRow } from '@yunzhen/contracts/catalogue/views';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/views';
import { answer, shown } from '../answer.ts';
import { equal } from '../filters.ts';
import { searched } from '../search.ts';

export const departments = answer('departments', catalogueQueries.departments, async ({ view }) =>
  (await view<DepartmentRow>('departments').find({ open: true }).sort({ order: 1, _id: 1 }).toArray()).map(row =>
    shown<DepartmentRow>(row),
  ),
);

export const department = answer('department', catalogueQueries.department, async ({ params, view }) =>
  shown<DepartmentRow>(await view<DepartmentRow>('departments').findOne({ _id: params.departmentId })),
);

export const drugs = answer('drugs', catalogueQueries.drugs, ({ params: { q, limit, kind }, view }) =>
  searched(view<DrugRow>('drugs'), equal({ kind }), q, limit),
);

export const diagnoses = answer('diagnoses', catalogueQueries.diagnoses, ({ params: { q, limit, system }, view }) =>
  searched(view<DiagnosisRow>('diagnoses'), equal({ system }), q, limit),
);
