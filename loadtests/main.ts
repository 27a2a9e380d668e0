/** The one script that k6 runs: which journeys, in which shape, is in its environment. */
import { sleep } from 'k6';
import exec from 'k6/execution';
import { Counter, Rate } from 'k6/metrics';
import type { Options } from 'k6/options';
import { browse } from './journeys/browse.ts';
import type { Journey, JourneyName } from './journeys/journey.ts';
import { chosen, shapeName } from './settings.ts';
import type { Shape } from './shapes/shape.ts';
import { smoke } from './shapes/smoke.ts';
import { thresholds } from './thresholds.ts';

const journeys: Readonly<Record<JourneyName, Journey>> = { browse };
const shapes: Readonly<Record<string, Shape>> = { smoke };
const shape = shapes[shapeName];
if (!shape) throw new Error(`no shape is called ${shapeName}`);
const { pauseSeconds } = shape;

export const options: Options = {
  scenarios: Object.fromEntries(chosen.map(name => [name, { ...shape.scenario(name), exec: 'live' }])),
  thresholds: thresholds(chosen, shape),
  summaryTrendStats: ['avg', 'p(95)', 'p(99)', 'max', 'count'],
};

const lived = new Rate('journeys');
const completed = new Counter('journeys_completed');
const pause = () => {
  if (pauseSeconds > 0) sleep(pauseSeconds * (0.5 + Math.random()));
};

/** One iteration of the journey that the scenario is named after. */
export const live = (): void => {
  const name = exec.scenario.name as JourneyName;
  const tags = { journey: name };
  let ended = false;
  try {
    journeys[name](pause);
    ended = true;
    completed.add(1, tags);
  } finally {
    lived.add(ended, tags);
  }
};
