/** Every journey a few times by two people at once: whether all of it works, in seconds. */
import type { JourneyName } from '../journeys/journey.ts';
import type { Shape } from './shape.ts';

const users = 2;
const iterations: Readonly<Record<JourneyName, number>> = { browse: 5, 'book-and-pay': 2, consult: 2 };
const all = (journey: JourneyName) => users * iterations[journey];

export const smoke: Shape = {
  scenario: journey => ({
    executor: 'per-vu-iterations',
    vus: users,
    iterations: iterations[journey],
    maxDuration: '30s',
    gracefulStop: '2s',
  }),
  least: all,
  most: all,
  pauseSeconds: 0,
};
