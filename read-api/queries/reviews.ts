import type { ConsultationRow } from '@yunzhen/contracts/consultation/views';
import { type ReviewRow, reviewQueries } from '@yunzhen/contracts/review/views';
import { answer } from '../answer.ts';
import { equal } from '../filters.ts';
import { byId, type View, withNames } from '../names.ts';
import { pageOf } from '../paging.ts';

const newest = { field: 'ratedAt', direction: -1 } as const;

/** With the name of the person who was treated; the account itself has none. */
const rated = async (view: View, rows: readonly ReviewRow[]) => {
  const consultations = await byId<ConsultationRow>(
    view,
    'consultations',
    rows.map(row => row.reviewId),
  );
  const about = rows.map(row => ({ ...row, visitPersonId: consultations.get(row.reviewId)?.visitPersonId ?? null }));
  return (await withNames(view, about)).map(
    ({ visitPersonId: _, gender: __, birthDate: ___, departmentName: ____, ...row }) => row,
  );
};

export const doctorReviews = answer('doctorReviews', reviewQueries.doctorReviews, async ({ params, view }) => {
  const { doctorId, ...paging } = params;
  const page = await pageOf(view<ReviewRow>('reviews'), { doctorId, hidden: false }, newest, paging);
  const rows = (await rated(view, page.rows)).map(({ reviewId, stars, comment, ratedAt, visitPersonName }) => ({
    reviewId,
    stars,
    comment,
    ratedAt,
    visitPersonName,
  }));
  return { rows, next: page.next };
});

export const reviews = answer('reviews', reviewQueries.reviews, async ({ params, own, view }) => {
  const { doctorId, departmentId, stars, ...paging } = params;
  const filter = { ...equal({ doctorId, departmentId }), ...(stars && { stars }), ...own };
  const page = await pageOf(view<ReviewRow>('reviews'), filter, newest, paging);
  return { rows: await rated(view, page.rows), next: page.next };
});
