import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { doctor, opened, patient, rated, type Visit } from '../story.ts';
import { hospital, idOf } from '../testing.ts';
import { doctorRatings, ratings } from './ratings.ts';

const visit = (name: string, of: string): Visit => ({
  ...{ name, patient: of, doctor: '王医生', session: '周一上午', number: 1 },
});
const [good, bad, rude] = [visit('好', '李雷'), visit('差', '韩梅梅'), visit('骂', '韩梅梅')];
const wang = { role: 'doctor', id: idOf('王医生') } as const;

let house: Awaited<ReturnType<typeof hospital>>;
beforeAll(async () => {
  house = await hospital();
  await house.given(
    ...[doctor('王医生', '心内科'), ...patient('李雷'), ...patient('韩梅梅')],
    ...[good, bad, rude].map(one => opened(one)),
    rated(good, 5, { comment: '耐心细致' }, '2026-01-05T01:00:00.000Z'),
    rated(bad, 2, {}, '2026-01-05T02:00:00.000Z'),
    rated(rude, 1, { comment: '……' }, '2026-01-05T03:00:00.000Z'),
    {
      type: 'rating.hidden',
      data: { ratingId: idOf('骂'), patientId: idOf('患者'), doctorId: idOf('王医生'), stars: 1, reason: '辱骂' },
    },
  );
});
afterAll(() => house.close());

test('[P6.3] anybody reads what was not hidden, newest first, and recognises no one', async () => {
  expect(await house.ask(doctorRatings, null, { doctorId: idOf('王医生') })).toEqual({
    rows: [
      { ratingId: idOf('差'), stars: 2, comment: null, ratedAt: '2026-01-05T02:00:00.000Z', visitPersonName: '韩**' },
      {
        ratingId: idOf('好'),
        stars: 5,
        comment: '耐心细致',
        ratedAt: '2026-01-05T01:00:00.000Z',
        visitPersonName: '李**',
      },
    ],
    next: null,
  });
});

test('[D4.4] [P10.4] [O1.5] a doctor sees those of them, a patient those they wrote, the house all', async () => {
  const found = async (by: Parameters<typeof house.ask>[1], params: object = {}) =>
    ((await house.ask(ratings, by, params)) as { rows: { ratingId: string; visitPersonName: string }[] }).rows;
  expect(await found(wang)).toMatchObject([{ hidden: true, hideReason: '辱骂' }, {}, { visitPersonName: '李**' }]);
  expect(await found({ role: 'doctor', id: idOf('赵医生') }, { doctorId: idOf('王医生') })).toEqual([]);
  expect(await found({ role: 'patient', id: idOf('李雷') })).toMatchObject([{ ratingId: idOf('好') }]);
  expect(await found({ role: 'operator', id: idOf('运营') }, { stars: '5' })).toMatchObject([{ comment: '耐心细致' }]);
});
