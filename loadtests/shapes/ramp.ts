/** More and more people, then all of them for a while, then fewer: how the hospital bears a busy morning. */
import type { JourneyName } from '../journeys/names.ts';
import { chosen, minutes, users } from '../settings.ts';
import type { Shape } from './shape.ts';

/** Of ten people, how many live which journey. */
const weights: Readonly<Record<JourneyName, number>> = { browse: 6, 'book-and-pay': 2.5, consult: 1.5 };
const all = chosen.reduce((sum, name) => sum + weights[name], 0);
const usersOf = (journey: JourneyName) => Math.max(1, Math.round((users * weights[journey]) / all));

/** A booking with its pauses takes longer than this even when nothing has to be waited for. */
const fastestSeconds = 2;

const seconds = minutes * 60;

export const ramp: Shape = {
  scenario: journey => ({
    executor: 'ramping-vus',
    startVUs: 1,
    stages: [
      { duration: `${0.3 * seconds}s`, target: usersOf(journey) },
      { duration: `${0.5 * seconds}s`, target: usersOf(journey) },
      { duration: `${0.2 * seconds}s`, target: 0 },
    ],
    gracefulRampDown: '30s',
  }),
  least: () => 1,
  most: journey => (usersOf(journey) * seconds) / fastestSeconds,
  many: true,
  pauseSeconds: 1,
};
