import { expect, test } from '@jest/globals';
import { settled } from '../testing/page.ts';
import type { TestHospital } from '../testing/test-hospital.ts';

/** Bytes, compressed by gzip, before the first chart. */
const most = 220_000;

export const weight = (here: () => TestHospital) => {
  test('the first page comes with at most 220 kB of compressed code before its charts', async () => {
    const page = await here().as('manager', 'overview', { alone: true });
    await settled(page);
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter(name => name.endsWith('.js') && !name.includes('chart-drawing')),
    );
    const bytes = await Promise.all(
      scripts.map(async script => {
        const response = await fetch(script, { headers: { 'accept-encoding': 'gzip' } });
        return Number(response.headers.get('content-length'));
      }),
    );
    const total = bytes.reduce((sum, one) => sum + one, 0);
    expect(total).toBeGreaterThan(50_000);
    expect({ total, scripts: total < most || scripts }).toEqual({ total, scripts: true });
    await page.context().close();
  });
};
