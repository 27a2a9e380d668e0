/** How long somebody with a slow machine waits until a first page shows its data and answers: nothing cached, the processor four times slower. */
import type { Session } from '@yunzhen/contracts/api/auth';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { openBrowser } from '../../dashboard/testing/chromium.ts';
import type { House, Measured } from '../measure.ts';
import { median } from '../statistics.ts';

interface Screen {
  readonly path: string;
  readonly device: BrowserContextOptions;
  /** A selector of what shows that the data has come, and of what must be gone. */
  readonly shown: string;
  readonly loading: string;
  readonly session?: Session;
}

const slowdown = 4;
/** Milliseconds without a long task after which a page has come to rest, as Lighthouse counts them. */
const rest = 5_000;

/** Tasks of 50 ms or more keep somebody waiting: when the last one ended. */
const watch = `
  window.busyUntil = 0;
  new PerformanceObserver(list => {
    for (const { startTime, duration } of list.getEntries()) busyUntil = Math.max(busyUntil, startTime + duration);
  }).observe({ type: 'longtask', buffered: true });`;

const opening = async (browser: Browser, origin: string, screen: Screen): Promise<number> => {
  const { path, device, shown, loading, session } = screen;
  // What is looked for below is code that the pages' own policy would refuse.
  const context = await browser.newContext({
    bypassCSP: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...device,
  });
  try {
    await context.addInitScript({ content: watch });
    if (session)
      await context.addInitScript({
        content: `localStorage.setItem('yunzhen.session', ${JSON.stringify(JSON.stringify(session))})`,
      });
    const page = await context.newPage();
    const tools = await context.newCDPSession(page);
    await tools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.goto(`${origin}${path}`, { waitUntil: 'commit' });
    await page.locator(shown).first().waitFor();
    await page.waitForFunction(`document.querySelector(${JSON.stringify(loading)}) === null`);
    await page.evaluate('window.shownAt = performance.now()');
    await page.waitForFunction(`performance.now() - Math.max(shownAt, busyUntil) > ${rest}`, undefined, {
      polling: 100,
    });
    return await page.evaluate<number>('Math.max(shownAt, busyUntil)');
  } finally {
    await context.close();
  }
};

export const interactive = async ({ hospital, rounds, progress }: House): Promise<Record<string, Measured>> => {
  const { origin, manager } = hospital.told;
  const screens = {
    dashboard: {
      path: '/admin/overview',
      device: { viewport: { width: 1280, height: 800 } },
      shown: 'h1',
      loading: '.ant-skeleton, [aria-busy="true"]',
      session: manager,
    },
    miniprogram: {
      path: '/m/',
      device: { viewport: { width: 375, height: 667 }, isMobile: true, hasTouch: true },
      shown: '.doctor-card',
      loading: '.bone',
    },
  } satisfies Record<string, Screen>;
  const browser = await openBrowser();
  try {
    const lines: Record<string, Measured> = {};
    for (const [name, screen] of Object.entries(screens)) {
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) times.push(await opening(browser, origin, screen));
      progress(`${name}: ${times.map(ms => ms.toFixed(0)).join(', ')} ms`);
      lines[name] = { unit: 'ms', p50: median(times) };
    }
    return lines;
  } finally {
    await browser.close();
  }
};
