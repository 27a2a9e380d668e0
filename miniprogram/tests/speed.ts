/** How soon a phone can use the H5: what it has to fetch first, and when it answers to a finger. */
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Here } from './scene.ts';

const phone = { viewport: { width: 375, height: 667 }, isMobile: true, hasTouch: true };

/**
 * Milliseconds from the address to a home page that shows doctors and has had no long task for half a second after the last one; a new
 * browser without a cache, its processor slowed down.
 */
export const timeToInteractive = async (browser: Browser, origin: string, slower = 4): Promise<number> => {
  const context = await browser.newContext(phone);
  try {
    const page = await context.newPage();
    const tools = await context.newCDPSession(page);
    await tools.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.goto(`${origin}/m/`, { waitUntil: 'commit' });
    await page.locator('.doctor-card').first().waitFor();
    return await page.evaluate(
      quiet =>
        new Promise<number>(done => {
          const shown = performance.now();
          let busyUntil = 0;
          new PerformanceObserver(list => {
            for (const { startTime, duration } of list.getEntries())
              busyUntil = Math.max(busyUntil, startTime + duration);
          }).observe({ type: 'longtask', buffered: true });
          const look = () => {
            const since = Math.max(shown, busyUntil);
            if (performance.now() - since > quiet) done(since);
            else setTimeout(look, 50);
          };
          setTimeout(look, 0);
        }),
      500,
    );
  } finally {
    await context.close();
  }
};

/** Bytes of code that the first page needs, as they travel. */
const firstLoad = async (browser: Browser, origin: string): Promise<number> => {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  await page.goto(`${origin}/m/`);
  await page.locator('.doctor-card').first().waitFor();
  const scripts = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter(name => name.endsWith('.js')),
  );
  await context.close();
  const sizes = await Promise.all(
    scripts.map(async script => gzipSync(await (await fetch(script)).arrayBuffer()).length),
  );
  return sizes.reduce((sum, one) => sum + one, 0);
};

export const speed = (here: Here) => {
  test('the first page comes with at most 300 kB of compressed code', async () => {
    const bytes = await firstLoad(here().browser, here().origin);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThanOrEqual(300_000);
  });

  test('when a slow phone can use it is measured', async () =>
    expect(await timeToInteractive(here().browser, here().origin)).toBeGreaterThan(0));
};
