import assert from 'node:assert/strict';
import { test } from '@jest/globals';
import { stepsOf, type Visit } from './steps';

const at = '2026-11-24T06:00:00.000Z';
const now = Date.parse(at);
const visit = (part: {
  registration?: Partial<Visit['registration']>;
  consultation?: Partial<NonNullable<Visit['consultation']>> | null;
  prescriptions?: Partial<Visit['prescriptions'][number]>[];
  dispensings?: Partial<Visit['dispensings'][number]>[];
  queue?: Visit['queue'];
}) =>
  ({
    registration: {
      status: 'booked',
      number: 3,
      heldAt: at,
      startsAt: at,
      hisNumber: 'H1',
      endReason: null,
      paymentId: null,
      ...part.registration,
    },
    consultation: part.consultation ?? null,
    queue: part.queue ?? null,
    record: null,
    prescriptions: (part.prescriptions ?? []).map(one => ({ refunds: [], ...one })),
    dispensings: part.dispensings ?? [],
    payments: [],
    rating: null,
  }) as unknown as Visit;
const states = (of: Visit) => stepsOf(of, now).map(({ name, state }) => `${name} ${state}`);

test('[P10.1] a held number waits for its payment, everything else is ahead', () =>
  assert.deepEqual(states(visit({ registration: { status: 'held', hisNumber: null } })), [
    '挂号 now',
    '候诊 ahead',
    '问诊 ahead',
    '审方 ahead',
    '缴费 ahead',
    '取药 ahead',
  ]));

test('[P10.1] the place in the queue is said while it waits', () => {
  const waiting = visit({
    consultation: { status: 'waiting', waitingSince: at },
    queue: { number: 3, ahead: 2, called: 1 },
  });
  assert.equal(stepsOf(waiting, now)[1]?.words, '前面还有 2 位');
});

test('[P10.1] before the session begins nobody stands in a queue: the time is said', () => {
  const booked = visit({
    registration: { startsAt: '2026-11-26T01:00:00.000Z' },
    consultation: { status: 'waiting', waitingSince: at },
    queue: { number: 3, ahead: 0, called: null },
  });
  const [, wait] = stepsOf(booked, now);
  assert.match(wait?.words ?? '', /09:00 开始，按号序接诊/);
  assert.equal(wait?.state, 'ahead');
});

test('[D3.3] a rejected visit ends there, with the doctor’s reason', () => {
  const rejected = visit({
    registration: { status: 'cancelled', endReason: '需面诊' },
    consultation: { status: 'rejected', endReason: '需面诊', endedAt: at },
  });
  assert.deepEqual(states(rejected), ['挂号 done', '候诊 ended']);
  assert.match(stepsOf(rejected, now)[1]?.words ?? '', /需面诊/);
});

test('[P8.2] a paid prescription is picked up, and then everything is done', () => {
  const consultation = { status: 'completed', acceptedAt: at, endedAt: at } as const;
  const paid = { consultation, prescriptions: [{ status: 'paid', publishedAt: at, paidAt: at }] } as const;
  assert.deepEqual(
    states(visit({ ...paid, prescriptions: [...paid.prescriptions], dispensings: [{ status: 'ready' }] })).slice(3),
    ['审方 done', '缴费 done', '取药 now'],
  );
  const handed = visit({
    consultation,
    prescriptions: [{ status: 'dispensed', publishedAt: at, paidAt: at }],
    dispensings: [{ status: 'dispensed', dispensedAt: at }],
  });
  assert.ok(stepsOf(handed, now).every(({ state }) => state === 'done'));
});

test('[P7.7] a prescription that the hospital cancelled says when the money went back, and promises no drugs', () => {
  const back = '2026-11-25T06:00:00.000Z';
  const [pay, pickUp] = stepsOf(
    visit({
      consultation: { status: 'completed', acceptedAt: at, endedAt: at },
      prescriptions: [
        { status: 'cancelled', publishedAt: at, paidAt: at, refunds: [{ amount: 1, status: 'succeeded', at: back }] },
      ] as unknown as Partial<Visit['prescriptions'][number]>[],
    }),
    now,
  ).slice(4);
  assert.equal(pay?.at, back);
  assert.equal(pickUp?.words, '');
});

test('[P10.1] a completed visit without a prescription has nothing to pay', () =>
  assert.deepEqual(states(visit({ consultation: { status: 'completed', acceptedAt: at, endedAt: at } })).slice(2), [
    '问诊 done',
    '审方 skipped',
    '缴费 skipped',
    '取药 skipped',
  ]));

test('[P6.11] a hold that ended says whether money came after all', () => {
  const words = (registration: Partial<Visit['registration']>) =>
    stepsOf(visit({ registration: { status: 'timed-out', hisNumber: null, ...registration } }), now)[0]?.words;
  assert.equal(words({ refund: 'none', endReason: '超时未支付' }), '超过支付时间，号源已释放');
  assert.match(words({ refund: 'requested', endReason: '款项原路退回' }) ?? '', /原路退回/);
});
