import { expect, test } from '@jest/globals';
import type { RatingEvent } from '@yunzhen/contracts/rating/rating';
import type { Actor } from '@yunzhen/contracts/roles';
import { fold, spec } from '../spec.ts';
import { idOf, now } from '../testing/harness.ts';
import { decider } from './decide.ts';

const { given } = spec(decider);
const id = idOf(1);
const patient: Actor = { id: idOf(2), role: 'patient' };
const operator: Actor = { id: idOf(3), role: 'operator' };
const consultation = { completed: true, patientId: patient.id, doctorId: idOf(4), departmentId: idOf(5) };
const { doctorId, departmentId } = consultation;
const reason = '含有广告';

const rated = (comment = {}): RatingEvent => ({
  type: 'rating.rated',
  data: { ratingId: id, patientId: patient.id, doctorId, departmentId, stars: 5, ...comment },
});
const hidden: RatingEvent = {
  type: 'rating.hidden',
  data: { ratingId: id, patientId: patient.id, doctorId, stars: 5, reason },
};
const rate = { type: 'rate' as const, id, now, by: patient, stars: 5, consultation };
const hide = { type: 'hide' as const, id, now, by: operator, reason };

test('[P10.4] a completed consultation is rated', () => given().when(rate).then(rated()));
test('[P10.4] with a comment when there is one', () =>
  given()
    .when({ ...rate, comment: '很耐心' })
    .then(rated({ comment: '很耐心' })));
test('[P10.4] what is not completed is not rated', () =>
  given()
    .when({ ...rate, consultation: { ...consultation, completed: false } })
    .thenRefused('consultation-not-completed'));
test('[P10.4] nobody rates the consultation of another', () =>
  given()
    .when({ ...rate, by: { id: idOf(9), role: 'patient' } })
    .thenRefused('consultation-not-completed'));
test('[P10.4] a consultation is rated once, hidden or not', () => {
  given(rated()).when(rate).thenRefused('already-rated');
  given(rated(), hidden).when(rate).thenRefused('already-rated');
});
test('[O1.5] a rating is hidden, once', () => {
  given(rated()).when(hide).then(hidden);
  given(rated(), hidden).when(hide).thenNothing();
  given().when(hide).thenRefused('unknown-rating');
});
test('[P10.4] the stream is its patient’s own', () => {
  expect(decider.subject?.(fold(decider, []))).toBeNull();
  expect(decider.subject?.(fold(decider, [rated()]))).toEqual({ patientId: patient.id });
});
