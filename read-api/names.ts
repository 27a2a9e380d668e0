/** The words that rows are shown with: one look-up per kind and page, whatever the rows are about. */
import { departmentsView } from '@yunzhen/contracts/catalogue/row';
import type { NamedSealed } from '@yunzhen/contracts/named';
import { visitPersonKey, visitPersonsView } from '@yunzhen/contracts/patient/row';
import { practitionersView } from '@yunzhen/contracts/practitioner/row';
import type { ViewShape } from '@yunzhen/contracts/shape';
import type { Filter } from 'mongodb';
import { only, type Row, type View } from './answer.ts';

/** Documents of a view by id; what is missing is not in it. */
export const byId = async <T>(
  view: View,
  shape: ViewShape<T>,
  ids: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, Row<T>>> => {
  const wanted = [...new Set(ids.filter(id => typeof id === 'string'))];
  if (wanted.length === 0) return new Map();
  const found = (await view(shape)
    .find({ _id: { $in: wanted } } as Filter<Row<T>>)
    .toArray()) as unknown as Row<T>[];
  return new Map(found.map(row => [row._id, row]));
};

interface About {
  readonly patientId?: string;
  readonly visitPersonId?: string | null;
  readonly doctorId?: string | null;
  readonly departmentId?: string | null;
}
const personOf = ({ patientId, visitPersonId }: About) =>
  patientId && visitPersonId ? visitPersonKey(patientId, visitPersonId) : undefined;

/** The rows, each with the names of the persons and the department it is about. */
export const withNames = async <T extends About>(view: View, rows: readonly T[]): Promise<(T & NamedSealed)[]> => {
  const [persons, doctors, departments] = await Promise.all([
    byId(view, visitPersonsView, rows.map(personOf)),
    byId(
      view,
      practitionersView,
      rows.map(row => row.doctorId),
    ),
    byId(
      view,
      departmentsView,
      rows.map(row => row.departmentId),
    ),
  ]);
  return rows.map(row => {
    const person = persons.get(personOf(row) ?? '');
    return {
      ...row,
      visitPersonName: person?.name ?? null,
      gender: person?.gender ?? null,
      birthDate: person?.birthDate ?? null,
      doctorName: doctors.get(row.doctorId ?? '')?.name ?? null,
      departmentName: departments.get(row.departmentId ?? '')?.name ?? null,
    };
  });
};

export const nameOne = async <T extends About>(view: View, row: T): Promise<T & NamedSealed> =>
  only(await withNames(view, [row]));

/** Rows of the house itself, with the names of doctor and department only. */
export const sessionNames = async <T extends { readonly doctorId: string; readonly departmentId: string }>(
  view: View,
  rows: readonly T[],
): Promise<(T & Pick<NamedSealed, 'doctorName' | 'departmentName'>)[]> => {
  const named = await withNames(
    view,
    rows.map(({ doctorId, departmentId }) => ({ doctorId, departmentId })),
  );
  return rows.map((row, index) => ({
    ...row,
    doctorName: named[index]?.doctorName ?? null,
    departmentName: named[index]?.departmentName ?? null,
  }));
};

export const departmentNames = async <T extends { readonly departmentId: string }>(
  view: View,
  rows: readonly T[],
): Promise<(T & Pick<NamedSealed, 'departmentName'>)[]> => {
  const departments = await byId(
    view,
    departmentsView,
    rows.map(row => row.departmentId),
  );
  return rows.map(row => ({ ...row, departmentName: departments.get(row.departmentId)?.name ?? null }));
};
