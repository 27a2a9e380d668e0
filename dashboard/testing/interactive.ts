/** How long somebody on a slow machine waits for a page that can be used. */
import type { Browser } from 'playwright-core';
import { open, settled } from './page.ts';

/** Milliseconds in which nothing long may run any more. */
const quiet = 1_000;

/**
 * Milliseconds from the navigation until a page of the dashboard shows its data and answers input, nothing being cached: the end of the
 * last task of 50 ms or more. @param slowdown of the processor, 4 for a cheap machine
 */
export const timeToInteractive = async (
  browser: Browser,
  origin: string,
  { login = 'manager', path = 'overview', slowdown = 4 }: { login?: string; path?: string; slowdown?: number } = {},
): Promise<number> => {
  const page = await open(browser, origin, 'before.js', { login, alone: true });
  const context = page.context();
  try {
    await context.addInitScript(() => {
      const seen = window as unknown as { lastLongTask: number };
      seen.lastLongTask = 0;
      new PerformanceObserver(list => {
        for (const { startTime, duration } of list.getEntries()) seen.lastLongTask = startTime + duration;
      }).observe({ type: 'longtask', buffered: true });
    });
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.goto(`${origin}/admin/${path}`, { waitUntil: 'commit' });
    await settled(page);
    return await page.evaluate(async quietMs => {
      const shown = performance.now();
      const seen = window as unknown as { lastLongTask: number };
      while (performance.now() - Math.max(shown, seen.lastLongTask) < quietMs)
        await new Promise(next => setTimeout(next, 100));
      return Math.max(shown, seen.lastLongTask);
    }, quiet);
  } finally {
    await context.close();
  }
};
