/** T5 as k6 judges it, and that nothing at all went wrong; durations in milliseconds. */
import type { Options } from 'k6/options';
import type { JourneyName } from './journeys/names.ts';
import type { Route } from './routes.ts';
import type { Shape } from './shapes/shape.ts';

type Thresholds = NonNullable<Options['thresholds']>;

/** T5: signing in, and creating a prescription, which is submitting it. */
const fast: readonly Route[] = ['POST /api/sign-in/wechat', 'POST /api/prescription/:id/submit'];

export const thresholds = (journeys: readonly JourneyName[], { least, many }: Shape): Thresholds => ({
  'http_req_duration{part:api}': ['avg<=1000'],
  ...Object.fromEntries((many ? fast : []).map(route => [`http_req_duration{part:api,name:${route}}`, ['p(99)<=500']])),
  http_req_failed: ['rate<0.001'],
  checks: ['rate==1'],
  // A journey that throws or is cut off does not count: an error that no check sees is one all the same.
  ...Object.fromEntries(journeys.map(name => [`journeys{journey:${name}}`, ['rate==1']])),
  ...Object.fromEntries(journeys.map(name => [`journeys_completed{journey:${name}}`, [`count>=${least(name)}`]])),
});
