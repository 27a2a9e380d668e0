/** What a phone has to fetch before it can use the H5. */
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Here } from './scene.ts';

const phone = { viewport: { width: 375, height: 667 }, isMobile: true, hasTouch: true };

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

export const weight = (here: Here) => {
  test('the first page comes with at most 260 kB of compressed code', async () => {
    const bytes = await firstLoad(here().browser, here().origin);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThanOrEqual(260_000);
  });
};
