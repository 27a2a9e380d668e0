import type { ConsultationRow } from '@yunzhen/contracts/consultation/row';
import type { RatingRow } from '@yunzhen/contracts/rating/row';
import { ratingQueries } from '@yunzhen/contracts/rating/views';
import { answer } from '../answer.ts';
import { equal } from '../filters.ts';
import { byId, type View, withNames } from '../names.ts';
import { pageOf } from '../paging.ts';

const newest = { field: 'ratedAt', direction: -1 } as const;

/** With the name of the person who was treated; the account itself has none. */
const rated = async (view: View, rows: readonly RatingRow[]) => {
  const consultations = await byId<ConsultationRow>(
    view,
    'consultations',
    rows.map(row => row.ratingId),
  );
  const about = rows.map(row => ({ ...row, visitPersonId: consultations.get(row.ratingId)?.visitPersonId ?? null }));
  return (await withNames(view, about)).map(
    ({ visitPersonId: _, gender: __, birthDate: ___, departmentName: ____, ...row }) => row,
  );
};

export const doctorRatings = answer('doctorRatings', ratingQueries.doctorRatings, async ({ params, view }) => {
  const { doctorId, ...paging } = params;
  const page = await pageOf(view<RatingRow>('ratings'), { doctorId, hidden: false }, newest, paging);
  const rows = (await rated(view, page.rows)).map(({ ratingId, stars, comment, ratedAt, visitPersonName }) => ({
    ratingId,
    stars,
    comment,
    ratedAt,
    visitPersonName,
  }));
  return { rows, next: page.next };
});

export const ratings = answer('ratings', ratingQueries.ratings, async ({ params, own, view }) => {
  const { doctorId, departmentId, stars, ...paging } = params;
  const filter = { ...equal({ doctorId, departmentId }), ...(stars && { stars }), ...own };
  const page = await pageOf(view<RatingRow>('ratings'), filter, newest, paging);
  return { rows: await rated(view, page.rows), next: page.next };
});
