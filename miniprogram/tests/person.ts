/** Somebody with a phone: a browser of a phone's size at the H5, looked at and pressed as a person would. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { withChinese } from '../../dashboard/testing/chinese.ts';
import { withClock } from '../../dashboard/testing/clock.ts';
import { seriousOn } from '../../dashboard/testing/serious.ts';

/** Where they are kept. */
export const pictures = fileURLToPath(new URL('../../build/screenshots/', import.meta.url));
mkdirSync(pictures, { recursive: true });

/** Milliseconds that somebody waits for what should be there at once. */
const patience = 45_000;
const small = { width: 375, height: 667 };
const large = { width: 414, height: 896 };

export interface Person {
  readonly page: Page;
  /** Waits until these words are on the page on top. */
  readonly sees: (words: string | RegExp) => Promise<void>;
  readonly tap: (words: string | RegExp) => Promise<void>;
  /** The first of a selector on the page on top. */
  readonly at: (selector: string) => Locator;
  readonly all: (selector: string) => Locator;
  /** Waits until a field of the page on top holds these words. */
  readonly holds: (selector: string, words: string) => Promise<void>;
  /** Of what this person has looked at, by their names in addresses: the last of each. */
  readonly ids: Readonly<Record<string, string>>;
  /** To a page from anywhere, as a link would. */
  readonly go: (path: string) => Promise<void>;
  readonly signIn: (name: string) => Promise<void>;
  readonly signInAsDoctor: () => Promise<void>;
  readonly offline: (work: () => Promise<void>) => Promise<void>;
  /** The session is gone at the hospital, and this phone does not know it yet. */
  readonly expire: () => Promise<void>;
  readonly photograph: (name: string) => Promise<void>;
  /** Pictures of this page, and whether something sticks out; at both sizes axe looks too. What is wrong is kept in `found`. */
  readonly look: (name: string, at?: 'both' | 'small') => Promise<void>;
}

/** Whoever looked: errors that pages threw, and what sticks out or keeps somebody from using a page. */
export const thrown: string[] = [];
export const found: string[] = [];

export const person = async (browser: Browser, origin: string, seat: string): Promise<Person> => {
  const context = await browser.newContext({
    viewport: small,
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(patience);
  await Promise.all([withChinese(context), withClock(context)]);
  const page = await context.newPage();
  page.on('pageerror', error => thrown.push(`${seat}: ${error.stack ?? error.message}`));
  await page.goto(`${origin}/m/?seat=${seat}`);
  const ids: Record<string, string> = {};
  const shown = () => page.locator('.taro_page:visible').last();
  const sees = (words: string | RegExp) => shown().getByText(words).first().waitFor();
  const go = (path: string) =>
    page.evaluate(hash => {
      location.hash = hash;
    }, path);
  const photograph = async (name: string) => {
    await page.screenshot({ path: `${pictures}m-${name}.png` });
  };
  return {
    page,
    sees,
    tap: words => shown().getByText(words).first().click(),
    at: selector => shown().locator(selector).first(),
    all: selector => shown().locator(selector),
    holds: async (selector, words) => {
      const field = shown().locator(selector).first();
      for (const late = performance.now() + patience; ; ) {
        const held = await field.inputValue();
        if (held === words) return;
        if (performance.now() > late) throw new Error(`${selector} holds "${held}", not "${words}"`);
        await page.evaluate(() => new Promise(requestAnimationFrame));
      }
    },
    ids,
    go,
    signIn: async name => {
      await go('/pages/sign-in/index');
      await shown().locator('#person input').fill(name);
      await shown().locator('#wechat-sign-in').click();
      await sees('按科室找');
    },
    signInAsDoctor: async () => {
      await go('/pages/sign-in/index?as=staff');
      await shown().locator('#demo-doctor').click();
      await sees('林清和');
    },
    offline: async work => {
      await context.setOffline(true);
      try {
        await work();
      } finally {
        await context.setOffline(false);
      }
    },
    expire: () =>
      page.evaluate(name => {
        const { data } = JSON.parse(localStorage.getItem(name) ?? '{}');
        localStorage.setItem(name, JSON.stringify({ data: { ...data, accessToken: 'gone', refreshToken: 'gone' } }));
      }, `${seat}:session`),
    photograph,
    look: async (name, at = 'both') => {
      for (const [key, value] of new URLSearchParams(page.url().split('?').at(-1))) ids[key] = value;
      for (const size of at === 'both' ? [large, small] : [small]) {
        await page.setViewportSize(size);
        // A page that slides in is still where it came from.
        await page.evaluate(async () => {
          await document.fonts.ready;
          await Promise.all(document.getAnimations().map(one => one.finished.catch(() => undefined)));
        });
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        if (width > size.width) found.push(`${name} is ${width} wide on ${size.width}`);
        if (process.env.PICTURES) await photograph(`${name}-${size.width}`);
      }
      if (at === 'both') found.push(...(await seriousOn(page)).map(finding => `${name}: ${finding}`));
    },
  };
};
