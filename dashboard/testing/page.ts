/** A page as a test looks at it: opened, signed in, checked by axe, pictured. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { withChinese } from './browser.ts';

/** Of every demo account. */
export const password = 'Yunzhen-2026';

interface Opened {
  readonly dark?: boolean;
  /** Somebody who is signed in already. */
  readonly login?: string;
}

/** A new browser at an address below /admin/. */
export const open = async (
  browser: Browser,
  origin: string,
  path = '',
  { dark = false, login }: Opened = {},
): Promise<Page> => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    colorScheme: dark ? 'dark' : 'light',
  });
  context.setDefaultTimeout(20_000);
  await withChinese(context);
  if (login) {
    const response = await fetch(`${origin}/api/sign-in/staff`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    const { accessToken, refreshToken, holder } = (await response.json()) as Record<string, unknown>;
    const session = JSON.stringify({ accessToken, refreshToken, holder });
    await context.addInitScript(kept => {
      if (localStorage.getItem('yunzhen.session') === null) localStorage.setItem('yunzhen.session', kept);
    }, session);
  }
  const page = await context.newPage();
  await page.goto(`${origin}/admin/${path}`);
  return page;
};

/** Nothing is loading any more. */
export const settled = (page: Page) => page.waitForFunction(() => document.querySelector('.ant-skeleton') === null);

/** What axe finds that keeps somebody from using the page. */
export const serious = async (page: Page): Promise<string[]> => {
  await settled(page);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] }),
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(' | ')}`);
};

const screenshots = fileURLToPath(new URL('../../build/screenshots/', import.meta.url));
const sizes = [
  [1280, 800],
  [1920, 1080],
  [414, 896],
] as const;
/** Pictures of the page at these sizes, for people to look at. */
export const picture = async (page: Page, name: string, only: readonly (readonly [number, number])[] = sizes) => {
  await settled(page);
  await mkdir(screenshots, { recursive: true });
  for (const [width, height] of only) {
    await page.setViewportSize({ width, height });
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${screenshots}${name}-${width}x${height}.png` });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
};
