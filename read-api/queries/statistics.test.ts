import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { start } from '../../standins/clickhouse/forked.testing.ts';
import {
  department,
  doctor,
  held,
  opened,
  payment,
  prescribed,
  prescriptionId,
  rated,
  registration,
  step,
  submitted,
  type Visit,
} from '../story.ts';
import { countFacts, type Given, hospital, idOf } from '../testing.ts';
import { funnel } from './statistics-funnel.ts';
import { hours } from './statistics-hours.ts';
import { overview } from './statistics-overview.ts';
import { services } from './statistics-services.ts';
import { trend } from './statistics-trend.ts';
import { waiting } from './statistics-waiting.ts';

// Monday 5 January 2026; 09:00 in Shanghai is 01:00 UTC.
const at = (time: string) => `2026-01-05T${time}:00.000Z`;
const visit = (name: string, number: number, more: Partial<Visit> = {}): Visit => ({
  name,
  patient: '李雷',
  doctor: '王医生',
  session: '周一上午',
  number,
  ...more,
});
const done = visit('一', 1);
const running = visit('二', 2);
const unpaid = visit('三', 3);
const cancelled = visit('四', 4);
const elsewhere = visit('五', 1, { department: '骨科', doctor: '赵医生', session: '骨科' });
const tomorrow = visit('六', 1, { session: '周二上午', startsAt: '2026-01-06T01:00:00.000Z' });

const feeOf = ({ name, patient, doctor: of, department: where }: Visit) => ({
  ...{ subject: name, patient, amount: 1_200, doctor: of, department: where },
});
const booked = (of: Visit, time: string): Given[] => [
  held(of, at(time)),
  payment('created', feeOf(of), at(time)),
  payment('line-paid', feeOf(of), at(time)),
  registration(of, 'paid', { paymentId: idOf(`${of.name}款`), amount: 1_200 }, at(time)),
  registration(of, 'booked', { hisNumber: 'H' }, at(time)),
  opened(of, at(time)),
];
const drug = { subject: '一方', patient: '李雷', business: 'prescription', amount: 2_550 };
const refund = { subject: '四', patient: '李雷', amount: 1_200 };
const reviewed = { pharmacistId: idOf('孙药师'), version: 1 };
const events: Given[] = [
  department('心内科'),
  department('骨科'),
  doctor('王医生', '心内科'),
  doctor('赵医生', '骨科'),
  // Before the session begins: the wait runs from its start. Sunday evening in UTC is Monday morning here.
  ...booked(done, '00:30').map(event =>
    event.type === 'registration.held' ? { ...event, at: '2026-01-04T23:30:00.000Z' } : event,
  ),
  step(done, 'accepted', {}, at('01:10')),
  submitted(done, {}, at('01:20')),
  {
    type: 'prescription.claimed',
    data: { prescriptionId: prescriptionId(done), pharmacistId: idOf('孙药师'), until: at('01:50') },
  },
  prescribed(done, 'passed', reviewed, at('01:25')),
  prescribed(done, 'published', { total: 2_550, contentHash: 'h' }, at('01:26')),
  payment('line-paid', drug, at('01:30')),
  prescribed(done, 'paid', { paymentId: idOf('一方款'), amount: 2_550 }, at('01:30')),
  prescribed(done, 'dispensed', { pharmacistId: idOf('孙药师'), amount: 2_550 }, at('01:40')),
  step(done, 'completed', {}, at('01:45')),
  rated(done, 5, {}, at('01:50')),
  // Booked while the session runs: the wait runs from the booking.
  ...booked(running, '01:30'),
  step(running, 'accepted', {}, at('01:34')),
  held(unpaid, at('01:35')),
  {
    type: 'registration.timed-out',
    data: { registrationId: idOf('三'), clinicSessionId: idOf('周一上午') },
    at: at('01:50'),
  },
  ...booked(cancelled, '01:00'),
  step(cancelled, 'withdrawn', { by: 'patient', reason: '改期' }, at('01:20')),
  {
    type: 'registration.cancelled',
    data: {
      patientId: idOf('患者'),
      registrationId: idOf('四'),
      clinicSessionId: idOf('周一上午'),
      by: 'patient',
      reason: '改期',
    },
    at: at('01:20'),
  },
  payment('refund-requested', refund, at('01:21')),
  // The channel paid it back after midnight of the hospital's day.
  payment('refund-succeeded', refund, '2026-01-05T16:01:00.000Z'),
  ...booked(elsewhere, '01:00'),
  step(elsewhere, 'accepted', {}, at('01:30')),
  step(elsewhere, 'completed', {}, at('01:40')),
  rated(elsewhere, 2, {}, at('01:50')),
  rated(done, 1, { ratingId: idOf('坏') }, at('01:50')),
  {
    type: 'rating.hidden',
    data: { ratingId: idOf('坏'), patientId: idOf('患者'), doctorId: idOf('王医生'), stars: 1, reason: '辱骂' },
  },
  ...booked(tomorrow, '01:00'),
];

const manager = { role: 'manager', id: idOf('院长') } as const;
let house: Awaited<ReturnType<typeof hospital>>;
let clickhouse: ClickHouseClient;
let stop: () => Promise<void>;

beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'figures-'));
  const server = await start({ port: 0, dir });
  clickhouse = createClient({ url: server.url });
  house = await hospital(at('02:30'), clickhouse);
  stop = async () => {
    await house.close();
    await clickhouse.close();
    await server.close();
    await rm(dir, { recursive: true, force: true });
  };
  await house.given(...events);
  await countFacts(clickhouse, events);
});
afterAll(() => stop());

test('[O3.1] the funnel follows those who wanted to come on a day', async () => {
  const { day, steps } = (await house.ask(funnel, manager)) as { day: string; steps: object[] };
  expect(day).toBe('2026-01-05');
  expect(steps).toEqual([
    { step: 'held', numerator: 5, denominator: 5 },
    { step: 'paid', numerator: 4, denominator: 5 },
    { step: 'booked', numerator: 4, denominator: 4 },
    { step: 'accepted', numerator: 3, denominator: 4 },
    { step: 'completed', numerator: 2, denominator: 3 },
    { step: 'prescribed', numerator: 1, denominator: 2 },
    { step: 'dispensed', numerator: 1, denominator: 1 },
  ]);
  const orthopaedics = (await house.ask(funnel, manager, { departmentId: idOf('骨科') })) as typeof steps & {
    steps: { numerator: number }[];
  };
  expect(orthopaedics.steps.map(({ numerator }) => numerator)).toEqual([1, 1, 1, 1, 1, 0, 0]);
});

test('[O3.1] the trend counts each day of the hospital once, with money by the channel’s day', async () => {
  const days = (await house.ask(trend, manager, { to: '2026-01-06' })) as Record<string, number>[];
  expect(days).toHaveLength(14);
  const nothing = { held: 0, booked: 0, cancelled: 0, timedOut: 0, accepted: 0, decided: 0 };
  const none = {
    ...nothing,
    completed: 0,
    rejected: 0,
    submitted: 0,
    passed: 0,
    failed: 0,
    dispensed: 0,
    paid: 0,
    revenue: 0,
  };
  expect(days.at(-3)).toEqual({ day: '2026-01-04', ...none, refunds: 0, refunded: 0 });
  expect(days.at(-2)).toEqual({
    ...{ day: '2026-01-05', held: 6, booked: 5, cancelled: 1, timedOut: 1, accepted: 3, decided: 4 },
    ...{ completed: 2, rejected: 0 },
    ...{ submitted: 1, passed: 1, failed: 0, dispensed: 1, paid: 6, revenue: 5 * 1_200 + 2_550 },
    ...{ refunds: 0, refunded: 0 },
  });
  expect(days.at(-1)).toEqual({ day: '2026-01-06', ...none, refunds: 1, refunded: 1_200 });
  const ours = (await house.ask(trend, manager, { to: '2026-01-06', departmentId: idOf('心内科') })) as typeof days;
  expect(ours.at(-2)).toMatchObject({ held: 5, cancelled: 1, completed: 1, paid: 5, revenue: 4 * 1_200 + 2_550 });
  expect(ours.at(-1)).toMatchObject({ refunded: 1_200 });
});

test('[O3.2] services by department and by doctor, rates as numerator and denominator', async () => {
  const range = { from: '2026-01-05', to: '2026-01-06' };
  const cardiology = {
    ...{ id: idOf('心内科'), name: '心内科', held: 5, booked: 4, cancelled: 1, completed: 1 },
    accepted: { numerator: 2, denominator: 3 },
    prescribed: { numerator: 1, denominator: 1 },
    ...{ revenue: 4 * 1_200 + 2_550, refunded: 1_200, stars: 5 },
    satisfied: { numerator: 1, denominator: 1 },
  };
  const orthopaedics = {
    ...{ id: idOf('骨科'), name: '骨科', held: 1, booked: 1, cancelled: 0, completed: 1 },
    accepted: { numerator: 1, denominator: 1 },
    prescribed: { numerator: 0, denominator: 1 },
    ...{ revenue: 1_200, refunded: 0, stars: 2 },
    satisfied: { numerator: 0, denominator: 1 },
  };
  expect(await house.ask(services, manager, range)).toEqual([cardiology, orthopaedics]);
  expect(await house.ask(services, manager, { ...range, by: 'doctor', departmentId: idOf('骨科') })).toEqual([
    { ...orthopaedics, id: idOf('赵医生'), name: '赵医生' },
  ]);
});

test('[O3.2] waiting runs from the later of booking and start to acceptance', async () => {
  expect(await house.ask(waiting, manager)).toEqual({
    // Waits of 240, 600 and 1,800 seconds, between them in proportion.
    all: { accepted: 3, p50Seconds: 600, p90Seconds: 1_560 },
    rows: expect.arrayContaining([
      {
        ...{ day: '2026-01-05', departmentId: idOf('心内科'), departmentName: '心内科' },
        ...{ accepted: 2, p50Seconds: 420, p90Seconds: 564 },
      },
      {
        ...{ day: '2026-01-05', departmentId: idOf('骨科'), departmentName: '骨科' },
        ...{ accepted: 1, p50Seconds: 1_800, p90Seconds: 1_800 },
      },
    ]),
  });
  expect(await house.ask(waiting, manager, { from: '2026-02-01', to: '2026-02-02' })).toEqual({
    all: { accepted: 0, p50Seconds: 0, p90Seconds: 0 },
    rows: [],
  });
});

test('[O3.1] hours and weekdays are those of Shanghai', async () => {
  expect(await house.ask(hours, manager)).toEqual([
    { weekday: 1, hour: 7, held: 1 },
    { weekday: 1, hour: 9, held: 5 },
  ]);
});

test('[O3.1] the overview tells what waits and what is late', async () => {
  const before = await house.ask(overview, manager);
  const none = { count: 0, value: 0, late: 0, first: null };
  expect(before).toMatchObject({ patients: none, inProgress: { count: 1, value: 1, late: 0 }, abnormalRefunds: none });
  const late = visit('迟', 7);
  await house.given(
    held(late, at('00:30')),
    opened(late, at('00:30')),
    submitted(late, {}, at('02:20')),
    held(visit('新', 8), at('02:25')),
  );
  expect(await house.ask(overview, manager)).toMatchObject({
    // The session began at 01:00; it is 02:30 now.
    patients: { count: 1, value: 1, late: 1, first: at('01:00') },
    unpaid: { value: 2 },
    reviews: { count: 1, value: 1, late: 0, first: at('02:20') },
  });
});

test('[O3.1] figures are not for doctors', async () => {
  await expect(house.ask(trend, { role: 'doctor', id: idOf('王医生') })).rejects.toThrow();
});
