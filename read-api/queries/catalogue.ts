import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import type { DiagnosisRow, DrugRow } from '@yunzhen/contracts/catalogue/row';
import { departmentsView, diagnosesView, drugsView } from '@yunzhen/contracts/catalogue/row';
import { answer, shown } from '../answer.ts';
import { inMemory } from '../in-memory.ts';
import { searched } from '../search.ts';

export const departments = answer('departments', catalogueQueries.departments, async ({ view }) =>
  (await view(departmentsView).find({ open: true }).sort({ order: 1, _id: 1 }).toArray()).map(row => shown(row)),
);

export const department = answer('department', catalogueQueries.department, async ({ params, view }) =>
  shown(await view(departmentsView).findOne({ _id: params.departmentId })),
);

const allDrugs = inMemory<DrugRow>();
export const drugs = answer('drugs', catalogueQueries.drugs, async ({ params: { q, limit, kind }, view }) => {
  const all = await allDrugs(view(drugsView));
  return searched(all, q, limit, drug => !kind || drug.kind === kind).map(row => shown(row));
});

const allDiagnoses = inMemory<DiagnosisRow>();
export const diagnoses = answer('diagnoses', catalogueQueries.diagnoses, async asking => {
  const { q, limit, system } = asking.params;
  const all = await allDiagnoses(asking.view(diagnosesView));
  return searched(all, q, limit, one => !system || one.system === system).map(row => shown(row));
});
