/** What all suites of the dashboard share: one hospital, one browser, and what happened before anybody looked. */
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './chromium.ts';
import { anyHospital, type Place } from './fork.ts';
import { type Opened, open } from './page.ts';
import { type Story, story } from './story.ts';

export interface TestHospital extends Omit<Place, 'leave'> {
  readonly browser: Browser;
  readonly told: Story;
  /** A page of somebody at an address below /admin/. */
  readonly as: (login: string, path?: string, how?: Opened) => Promise<Page>;
  readonly close: () => Promise<void>;
}

export const openHospital = async (): Promise<TestHospital> => {
  const [{ origin, merchant, leave }, browser] = await Promise.all([anyHospital(), openBrowser()]);
  return {
    origin,
    merchant,
    browser,
    told: await story(origin),
    as: (login, path = '', how = {}) => open(browser, origin, path, { login, ...how }),
    close: async () => {
      await browser.close();
      await leave();
    },
  };
};
