/** The one script that k6 runs: which journeys, in which shape, is in its environment. */
import { sleep } from 'k6';
import exec from 'k6/execution';
import { Counter, Rate } from 'k6/metrics';
import type { Options } from 'k6/options';
import { signInStaff } from './hospital.ts';
import { bookAndPay } from './journeys/book-and-pay.ts';
import { browse } from './journeys/browse.ts';
import { consult } from './journeys/consult.ts';
import type { Journey, Prepared } from './journeys/journey.ts';
import type { JourneyName } from './journeys/names.ts';
import { publishSessions } from './sessions.ts';
import { chosen, shapeName } from './settings.ts';
import { ramp } from './shapes/ramp.ts';
import type { Shape } from './shapes/shape.ts';
import { smoke } from './shapes/smoke.ts';
import { kept, type Results, summary, summaryTrendStats } from './summary.ts';
import { thresholds } from './thresholds.ts';

const journeys: Readonly<Record<JourneyName, Journey>> = { browse, 'book-and-pay': bookAndPay, consult };
const shapes: Readonly<Record<string, Shape>> = { smoke, ramp };
const shape = shapes[shapeName];
if (!shape) throw new Error(`no shape is called ${shapeName}`);
/** Of the demo accounts. */
const password = 'Yunzhen-2026';
const { most, pauseSeconds } = shape;

export const options: Options = {
  scenarios: Object.fromEntries(chosen.map(name => [name, { ...shape.scenario(name), exec: 'live' }])),
  thresholds: { ...kept, ...thresholds(chosen, shape) },
  summaryTrendStats,
};

/**
 * Once for everybody: a sign-in with a password is slow on purpose, and too many at once lock the account.
 * The access tokens are good for ten minutes, longer than any shape.
 */
export const setup = (): Prepared => {
  const as = (login: string) => signInStaff(login, password);
  const [doctor, pharmacist, operator] = [as('doctor'), as('pharmacist'), as('operator')];
  const booking = chosen.filter(name => name !== 'browse');
  const numbers = booking.reduce((sum, name) => sum + most(name), 0);
  return { doctor, pharmacist, clinicSessionIds: publishSessions(operator, doctor.id, numbers) };
};

const lived = new Rate('journeys');
const completed = new Counter('journeys_completed');
const pause = () => {
  if (pauseSeconds > 0) sleep(pauseSeconds * (0.5 + Math.random()));
};

/** One iteration of the journey that the scenario is named after. */
export const live = (prepared: Prepared): void => {
  const name = exec.scenario.name as JourneyName;
  const tags = { journey: name };
  let ended = false;
  try {
    journeys[name](prepared, pause);
    ended = true;
    completed.add(1, tags);
  } finally {
    lived.add(ended, tags);
    // Who was let down comes again, but not at once: a hospital that is gone is not asked a thousand times a second.
    if (!ended) sleep(1);
  }
};

export const handleSummary = (results: Results) => ({ stdout: summary(results) });
