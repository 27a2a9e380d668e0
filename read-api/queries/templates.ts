import { drugsView } from '@yunzhen/contracts/catalogue/row';
import { practitionersView } from '@yunzhen/contracts/practitioner/row';
import type { Actor } from '@yunzhen/contracts/roles';
import { templateQueries } from '@yunzhen/contracts/template/queries';
import { prescriptionTemplatesView, recordTemplatesView } from '@yunzhen/contracts/template/row';
import type { View } from '../answer.ts';
import { answer, shown } from '../answer.ts';
import { all, literally } from '../filters.ts';
import { byId } from '../names.ts';
import { pageOf } from '../paging.ts';

const newest = { field: 'savedAt', direction: -1 } as const;

/** Mine, or those of others among what I reach. */
const whose = (by: Actor | null, of: 'me' | 'department'): object => {
  const doctorId = by?.id ?? '';
  return of === 'me' ? { doctorId } : { doctorId: { $ne: doctorId } };
};
const called = (q: string | undefined): object =>
  q ? { $or: [{ name: { $regex: literally(q) } }, { initials: { $regex: `^${literally(q.toLowerCase())}` } }] } : {};

/** The rows, each with the name of its author. */
const withAuthors = async <T extends { readonly doctorId: string }>(view: View, rows: readonly T[]) => {
  const authors = await byId(
    view,
    practitionersView,
    rows.map(row => row.doctorId),
  );
  return rows.map(row => ({ ...row, doctorName: authors.get(row.doctorId)?.name ?? null }));
};

export const prescriptionTemplates = answer(
  'prescriptionTemplates',
  templateQueries.prescriptionTemplates,
  async ({ params: { of, q, ...paging }, by, reachable, view }) => {
    const filter = all(whose(by, of), called(q), reachable(prescriptionTemplatesView));
    const page = await pageOf(view(prescriptionTemplatesView), filter, newest, paging);
    const drugs = await byId(
      view,
      drugsView,
      page.rows.flatMap(({ lines }) => lines.map(({ drugId }) => drugId)),
    );
    const rows = page.rows.map(row => ({
      ...row,
      lines: row.lines.map(line => {
        const drug = drugs.get(line.drugId);
        return { ...line, drug: drug?.listed ? shown(drug) : null };
      }),
    }));
    return { rows: await withAuthors(view, rows), next: page.next };
  },
);

export const recordTemplates = answer(
  'recordTemplates',
  templateQueries.recordTemplates,
  async ({ params: { of, q, ...paging }, by, reachable, view }) => {
    const filter = all(whose(by, of), called(q), reachable(recordTemplatesView));
    const { rows, next } = await pageOf(view(recordTemplatesView), filter, newest, paging);
    return { rows: await withAuthors(view, rows), next };
  },
);
