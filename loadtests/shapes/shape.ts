/** What a shape says: how many people live a journey and for how long, whatever the journey is. */
import type { Scenario } from 'k6/options';
import type { JourneyName } from '../journeys/names.ts';

export interface Shape {
  readonly scenario: (journey: JourneyName) => Scenario;
  /** Iterations of a journey that must be lived to the end. */
  readonly least: (journey: JourneyName) => number;
  /** Iterations of it that there can be at most: each of a booking journey needs a free number. */
  readonly most: (journey: JourneyName) => number;
  /** Whether percentiles are judged: the 99th of a few times is nothing but the slowest of them. */
  readonly many: boolean;
  /** Mean seconds somebody looks at a screen before going on. */
  readonly pauseSeconds: number;
}
