import { consultationsView } from '@yunzhen/contracts/consultation/row';
import { practitionersView } from '@yunzhen/contracts/practitioner/row';
import { ratingQueries } from '@yunzhen/contracts/rating/queries';
import { ratingsView } from '@yunzhen/contracts/rating/row';
import type { StoredRow } from '@yunzhen/contracts/shape';
import type { View } from '../answer.ts';
import { answer } from '../answer.ts';
import { all, equal } from '../filters.ts';
import { byId, withNames } from '../names.ts';
import { pageOf } from '../paging.ts';

const newest = { field: 'ratedAt', direction: -1 } as const;

/** With the name of the person who was treated; the account itself has none. */
const rated = async (view: View, rows: readonly StoredRow<typeof ratingsView>[]) => {
  const consultations = await byId(
    view,
    consultationsView,
    rows.map(row => row.ratingId),
  );
  const persons = await withNames(
    view,
    rows.map(({ ratingId, patientId }) => ({
      patientId,
      visitPersonId: consultations.get(ratingId)?.visitPersonId ?? null,
    })),
  );
  return rows.map((row, index) => ({ ...row, visitPersonName: persons[index]?.visitPersonName ?? null }));
};

export const doctorRatings = answer('doctorRatings', ratingQueries.doctorRatings, async ({ params, view }) => {
  const { doctorId, ...paging } = params;
  const page = await pageOf(view(ratingsView), { doctorId, hidden: false }, newest, paging);
  const rows = (await rated(view, page.rows)).map(({ ratingId, stars, comment, ratedAt, visitPersonName }) => ({
    ratingId,
    stars,
    comment,
    ratedAt,
    visitPersonName,
  }));
  return { rows, next: page.next };
});

export const ratings = answer('ratings', ratingQueries.ratings, async ({ params, reachable, view }) => {
  const { doctorId, departmentId, stars, ...paging } = params;
  const filter = { ...equal({ doctorId, departmentId }), ...(stars && { stars }) };
  const page = await pageOf(view(ratingsView), all(filter, reachable(ratingsView)), newest, paging);
  const doctors = await byId(
    view,
    practitionersView,
    page.rows.map(row => row.doctorId),
  );
  const rows = (await rated(view, page.rows)).map(row => ({
    ...row,
    doctorName: doctors.get(row.doctorId)?.name ?? null,
  }));
  return { rows, next: page.next };
});
