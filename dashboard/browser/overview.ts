import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { House } from '../testing/house.ts';
import { desk, phone, pictures } from '../testing/page.ts';

const tileOf = (page: Page, name: string) =>
  page
    .getByRole('region', { name: '现在' })
    .getByRole('listitem')
    .getByRole('link', { name: new RegExp(`^${name}`) });

export const overview = (here: () => House) => {
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

  test('[O3.1] the wall is dark, live, and needs nobody to touch it', async () => {
    const page = await here().as('manager', 'wall', { alone: true });
    await page.getByText('实时').waitFor();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
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
