/** A page as a test looks at it: opened, signed in, checked by axe, pictured. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { withChinese } from './chinese.ts';
import { withClock } from './clock.ts';
import { seriousOn } from './serious.ts';

/** Of every demo account. */
export const password = 'Yunzhen-2026';

export interface Opened {
  readonly dark?: boolean;
  /** Somebody who is signed in already. */
  readonly login?: string;
  /** With nobody else: for what a test does to the connection, the session or the storage. */
  readonly alone?: boolean;
}

const signedIn = async (context: BrowserContext, origin: string, login: string): Promise<void> => {
  const response = await fetch(`${origin}/api/sign-in/staff`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  const { accessToken, refreshToken, holder } = (await response.json()) as Record<string, unknown>;
  await context.addInitScript(kept => {
    if (localStorage.getItem('yunzhen.session') === null) localStorage.setItem('yunzhen.session', kept);
  }, JSON.stringify({ accessToken, refreshToken, holder }));
};

const profile = async (browser: Browser, origin: string, { dark = false, login }: Opened): Promise<BrowserContext> => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    colorScheme: dark ? 'dark' : 'light',
  });
  context.setDefaultTimeout(60_000);
  await Promise.all([withChinese(context), withClock(context)]);
  if (login) await signedIn(context, origin, login);
  return context;
};

/** One profile a person and appearance: what it has loaded once is not loaded again. */
const profiles = new WeakMap<Browser, Map<string, Promise<BrowserContext>>>();
const shared = (browser: Browser, origin: string, how: Opened): Promise<BrowserContext> => {
  const all = profiles.get(browser) ?? new Map<string, Promise<BrowserContext>>();
  profiles.set(browser, all);
  const key = `${origin} ${how.login} ${how.dark ?? false}`;
  const one = all.get(key) ?? profile(browser, origin, how);
  all.set(key, one);
  return one;
};

/** What pages threw while nobody looked. */
export const thrown: string[] = [];

/** A page at an address below /admin/. */
export const open = async (browser: Browser, origin: string, path = '', how: Opened = {}): Promise<Page> => {
  const context = await (how.alone || !how.login ? profile : shared)(browser, origin, how);
  const page = await context.newPage();
  page.on('pageerror', error => thrown.push(`${path}: ${error.message}`));
  await page.goto(`${origin}/admin/${path}`, { waitUntil: 'commit' });
  return page;
};

/** Nothing is loading any more. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.ant-skeleton, [aria-busy="true"]') === null);
};

/** What axe finds that keeps somebody from using the page. */
export const serious = async (page: Page): Promise<string[]> => {
  await settled(page);
  return seriousOn(page);
};

const screenshots = fileURLToPath(new URL('../../build/screenshots/dashboard/', import.meta.url));

export type Size = readonly [width: number, height: number];
export const desk: Size = [1280, 800];
export const phone: Size = [375, 667];
export const everySize: readonly Size[] = [desk, [1920, 1080], [414, 896], phone];

/** The page as it is at these sizes, pictured where PICTURES is set, for people to look at. Answers the widths at which it scrolls sideways. */
export const pictures = async (page: Page, name: string, sizes: readonly Size[]): Promise<string[]> => {
  mkdirSync(screenshots, { recursive: true });
  const sideways: string[] = [];
  await page.evaluate(() => document.fonts.ready);
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    // What measures its own place draws a frame later, and what comes into sight is on its way.
    await page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) sideways.push(`${name} is ${over} pixels too wide at ${width}`);
    if (process.env.PICTURES) await page.screenshot({ path: `${screenshots}${name}-${width}x${height}.png` });
  }
  await page.setViewportSize({ width: desk[0], height: desk[1] });
  return sideways;
};
