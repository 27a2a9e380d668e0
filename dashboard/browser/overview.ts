import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { desk, phone, pictures, settled } from '../testing/page.ts';
import type { TestHospital } from '../testing/test-hospital.ts';

/** Of a list: how many rows there are on all pages, and what they add up to where that is the number. */
const totalOf = async (page: Page): Promise<string> => {
  const said = (await page.getByText(/共 [\d,]+ 条/).textContent()) ?? '';
  return /合计 (\S+?)(更多)?$/.exec(said)?.[1] ?? /共 ([\d,]+) 条/.exec(said)?.[1] ?? said;
};
/** As a list says it, however it is shortened. */
const plain = (number: string | null) => (number ?? '').replace(/\.00$/, '');

const tileOf = (page: Page, name: string) =>
  page
    .getByRole('region', { name: '现在' })
    .getByRole('listitem')
    .getByRole('link', { name: new RegExp(`^${name}`) });

export const overview = (here: () => TestHospital) => {
  test('[O3.1] the overview moves by itself and opens the rows behind a number', async () => {
    const page = await here().as('manager', 'overview');
    await page.getByText('实时').waitFor();
    const number = tileOf(page, '候诊患者').locator('strong');
    await number.waitFor();
    const before = Number((await number.textContent())?.replaceAll(',', ''));
    await here().told.booked();
    await number.getByText(String(before + 1), { exact: true }).waitFor();
    await tileOf(page, '候诊患者').click();
    await page.waitForURL(/figures\?of=patients/);
    await page.getByText(`共 ${before + 1} 条`).waitFor();
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('dialog', { name: '问诊与挂号' }).waitFor();
    await page.close();
  });

  test('[O3.1] every tile opens the rows it counts, as many as its number says', async () => {
    await here().told.submitted();
    const page = await here().as('manager', 'overview');
    await settled(page);
    const tiles = page.locator('section[aria-label="现在"], section[aria-label="今天"]').locator('li > a');
    const titles = await tiles.locator(':scope > span:first-child').allTextContents();
    expect(titles.length).toBeGreaterThanOrEqual(14);
    for (const title of titles.filter(one => one !== '')) {
      let shown = '';
      let listed = '?';
      // The hospital goes on meanwhile, and answers are kept for seconds: it is looked at until the two were asked in one moment.
      for (let tries = 0; plain(shown) !== plain(listed) && tries < 100; tries++) {
        await page.goto(`${here().origin}/admin/overview`);
        const tile = tiles.filter({ has: page.getByText(title, { exact: true }) });
        shown = (await tile.locator('strong').textContent()) ?? '';
        await tile.click();
        await page.waitForURL(/figures\?of=/);
        await settled(page);
        const none = await page.getByText(/^(现在没有|这些天没有)$/).count();
        listed = none > 0 ? shown.replace(/\d+(\.\d+)?/, '0') : await totalOf(page);
      }
      expect({ title, listed: plain(listed) }).toEqual({ title, listed: plain(shown) });
    }
    await page.close();
  }, 600_000);

  test('[O3.1] what a number counts is said on its tile, to the keyboard as well, and on its list', async () => {
    const page = await here().as('manager', 'overview');
    const asked = page.getByRole('button', { name: '今日退款是怎么算的' });
    await asked.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: '今日退款是怎么算的' }).getByText('当天退到患者的金额').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: '今日退款是怎么算的' }).waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: /^今日退款/ }).click();
    await page.getByText('当天退到患者的金额').first().waitFor();
    await page.close();
  });

  test('[O3.1] the wall is dark, live, and needs nobody to touch it', async () => {
    const page = await here().as('manager', 'wall', { alone: true });
    await page.getByText('实时').waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await settled(page);
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);
    await page.evaluate(() => localStorage.setItem('yunzhen.active', '0'));
    await page.reload();
    await page.getByText('实时').waitFor();
    await page.context().close();
  });

  test('the search leads to visits, persons, doctors, departments, drugs and pages by keys alone', async () => {
    const page = await here().as('operator', 'catalogue');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: '搜索' }).fill('阿司匹林');
    await page
      .getByRole('option', { name: /阿司匹林/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/tab=drugs/);
    await page
      .getByRole('cell', { name: /阿司匹林/ })
      .first()
      .waitFor();

    await page.goto(`${here().origin}/admin/orders`);
    const row = page.locator('tbody tr').first();
    const number = (await row.locator('td').nth(0).textContent()) ?? '';
    const person = (await row.locator('td').nth(2).textContent()) ?? '';
    const found = page
      .getByRole('listbox')
      .getByRole('option', { name: new RegExp(`^挂号 ${person.replaceAll('*', '.')}`) });
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: '搜索' }).fill(number);
    await found.first().waitFor();
    await pictures(page, 'search', [desk, phone]);
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog', { name: '挂号详情' });
    await drawer.getByText(person).waitFor();
    await page.close();
  });

  test('[T2] a person is found in the whole hospital by phone, for a reason that is kept', async () => {
    const page = await here().as('manager', 'catalogue');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: '搜索' }).fill('13900001000');
    await page
      .getByRole('option', { name: /^就诊人/ })
      .first()
      .click();
    await page.getByRole('dialog', { name: /^查阅/ }).getByRole('button', { name: '患者来电或到院询问' }).click();
    await page.waitForURL(/orders\?visitPersonId=/);
    await page.getByRole('button', { name: /只看一位就诊人/ }).waitFor();
    await page.goto(`${here().origin}/admin/privacy?part=disclosures`);
    await page.getByRole('cell', { name: '患者来电或到院询问' }).first().waitFor();
    await page.close();
  });
};
