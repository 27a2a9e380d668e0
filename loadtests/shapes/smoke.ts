/** Every journey a few times by one person each, all at once: whether all of it works, in seconds. */
import type { JourneyName } from '../journeys/names.ts';
import type { Shape } from './shape.ts';

const iterations: Readonly<Record<JourneyName, number>> = { browse: 5, 'book-and-pay': 3, consult: 2 };
const all = (journey: JourneyName) => iterations[journey];

export const smoke: Shape = {
  scenario: journey => ({
    executor: 'per-vu-iterations',
    vus: 1,
    iterations: iterations[journey],
    maxDuration: '35s',
    gracefulStop: '2s',
  }),
  least: all,
  most: all,
  many: false,
  pauseSeconds: 0,
};
