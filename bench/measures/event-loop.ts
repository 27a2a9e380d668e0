/** How late the hospital's event loop is while one report after the other is made: the worst report counts. */
import type { House, Measured } from '../measure.ts';
import { part } from '../part.ts';
import type { prepare as asking } from '../parts/asking.ts';

const dayMs = 86_400_000;
/** Years that end today, yesterday and so on, so that no answer is a cached one. */
const years = Array.from({ length: 365 }, (_, back) => {
  const day = (days: number) => new Date(Date.now() - (back + days) * dayMs).toISOString().slice(0, 10);
  return `from=${day(365)}&to=${day(0)}`;
});
/** What the dashboard shows of a year, and the biggest pages that its files are made of. */
const reports: Readonly<Record<string, readonly string[]>> = {
  trend: years.map(year => `/api/statistics/trend?${year}`),
  services: years.map(year => `/api/statistics/services?by=doctor&${year}`),
  waiting: years.map(year => `/api/statistics/waiting?${year}`),
  registrations: ['/api/registrations?limit=100'],
  prescriptions: ['/api/prescriptions?limit=100'],
  payments: ['/api/payments?limit=100'],
};

export const eventLoop = async ({ hospital, progress }: House): Promise<Measured> => {
  const { origin, operator } = hospital.told;
  const get = await part<typeof asking>('asking', null);
  const headers = { authorization: `Bearer ${operator}` };
  let worst = { p50: 0, p99: 0 };
  let failed = 0;
  for (const [name, paths] of Object.entries(reports)) {
    const make = (ms: number) => get.run({ origin, paths, headers, pace: { ms, inFlight: 1 } });
    await make(500);
    await hospital.delay();
    const made = await make(2_000);
    const delay = await hospital.delay();
    progress(`${name}: ${made.count} times, event loop ${delay.p99.toFixed(1)} ms late at p99`);
    failed += made.failed;
    if (delay.p99 > worst.p99) worst = delay;
  }
  await get.close();
  return { unit: 'ms', ...worst, failed };
};
