import { expect, test } from '@jest/globals';
import { desk, phone, pictures, serious } from '../testing/page.ts';
import type { TestHospital } from '../testing/test-hospital.ts';

export const dispensing = (here: () => TestHospital) => {
  test('[R3.1] drugs are handed out once, by the code of the patient', async () => {
    const { code } = await here().told.ready();
    const page = await here().as('pharmacist', 'dispensing');
    const scan = async (digits: string) => {
      await page.getByLabel('取药码').fill(digits);
      await page.keyboard.press('Enter');
    };
    await scan('123');
    await page.getByText('取药码是 10 位数字').waitFor();
    await scan(String((Number(code) + 1) % 10 ** 10).padStart(10, '0'));
    await page.getByText(/取药码 \d{10} 不正确/).waitFor();
    await scan(code);
    const handOut = page.getByRole('button', { name: '确认发药' });
    await handOut.waitFor();
    // A scanner ends with Enter: the next scan must not hand out what is shown.
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('pick-up-code');
    expect(await serious(page)).toEqual([]);
    expect(await pictures(page, 'hand-over', [desk, phone])).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.getByText('可以扫下一位').waitFor();
    expect(await page.getByText('取药码是 10 位数字').count()).toBe(0);
    await scan(code);
    await page.getByText('已经发过药，不能再次发药').waitFor();
    expect(await handOut.count()).toBe(0);
    await page.close();
  });
};
