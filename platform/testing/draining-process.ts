/** A service with a slow and a fast route, for tests of how it stops. */
import { setTimeout } from 'node:timers/promises';
import { serve } from '../service.ts';

await serve('draining', [], {}, () => ({
  name: 'Draining',
  routes: [
    {
      method: 'GET',
      path: '/slow',
      handle: async () => {
        await setTimeout(1_500);
        return { done: true };
      },
    },
    { method: 'GET', path: '/fast', handle: async () => ({ done: true }) },
  ],
  start: async () => undefined,
  release: async () => {
    process.send?.('released');
  },
  stop: async () => undefined,
}));
