import { expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { go } from '../testing/gallery.ts';
import { focused, walked } from '../testing/keyboard.ts';
import { settled } from '../testing/page.ts';
import type { TestHospital } from '../testing/test-hospital.ts';

/** Opens something by Enter, walks through it, leaves it by Escape, and looks where the focus is then. */
const opened = async (page: Page, opener: Locator, what: Locator, name: string): Promise<string[]> => {
  await opener.focus();
  const before = await focused(page);
  await page.keyboard.press('Enter');
  await what.waitFor();
  const wrong = await walked(page, name);
  await page.keyboard.press('Escape');
  await what.waitFor({ state: 'hidden' });
  if ((await focused(page)) !== before) wrong.push(`${name}: the focus does not go back to ${before}`);
  return wrong;
};

export const keyboard = (here: () => TestHospital) => {
  test('what a click opens, Enter opens; Escape closes it, and the focus is where it was', async () => {
    const page = await here().as('operator', 'orders?status=completed');
    await settled(page);
    const wrong: string[] = [];
    const button = (name: string) => page.getByRole('button', { name, exact: true }).first();
    const dialog = page.getByRole('dialog').first();
    wrong.push(...(await opened(page, page.locator('tbody button').first(), dialog, 'row')));
    for (const word of ['筛选方案', '列', '导出']) {
      const panel = page.getByRole('region', { name: word, exact: true });
      await button(word).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await panel.evaluate(element => element.contains(document.activeElement))).toBe(true);
      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'hidden' });
      if ((await focused(page)) !== word) wrong.push(`${word}: the focus does not go back`);
    }
    wrong.push(...(await opened(page, button('搜索'), page.getByRole('combobox', { name: '搜索' }), 'search')));
    for (const [path, title, word] of [
      ['schedule', '排班', '发布班次'],
      ['catalogue', '字典', '修改'],
      ['catalogue?tab=practitioners', '字典', '新增人员'],
      ['catalogue?tab=practitioners', '字典', '离职'],
    ] as const) {
      await go(page, path, title);
      await settled(page);
      await button(word).waitFor();
      wrong.push(...(await opened(page, button(word), dialog.or(page.getByRole('alertdialog').first()), word)));
    }
    // Arrows move between the views of a page; Enter on a tile opens its rows.
    await page.getByRole('radio', { name: '医务人员' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/tab=drugs/);
    await go(page, 'overview', '概览');
    await page.getByRole('link', { name: /^候诊患者/ }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/figures\?of=patients/);
    expect(wrong).toEqual([]);
    await page.close();
  });
};
