import { expect, test } from '@jest/globals';
import { desk, phone, pictures, serious } from '../testing/page.ts';
import type { TestHospital } from '../testing/test-hospital.ts';

export const schedule = (here: () => TestHospital) => {
  test('[O1.1] a session is published from a form that says what is wrong and outlives a reload, and suspended with a reason', async () => {
    const page = await here().as('operator', 'schedule', { alone: true });
    const publish = page.getByRole('button', { name: '发布班次' });
    const form = page.getByRole('dialog', { name: '发布班次' });
    await publish.click();
    await form.getByRole('button', { name: '发布', exact: true }).click();
    await form.getByText('请选择医生').waitFor();
    expect(await serious(page)).toEqual([]);
    await pictures(page, 'publish-session', [desk, phone]);
    await form.getByLabel('医生').fill('林清和');
    await page.getByTitle(/林清和/).click();
    const tomorrow = new Date(Date.now() + 8 * 3_600_000 + 86_400_000).toISOString().slice(0, 10);
    await form.getByLabel('日期').fill(tomorrow);
    await form.getByLabel('开始时间').fill('21:00');
    await form.getByLabel('结束时间').fill('20:45');
    await form.getByText('结束时间要晚于开始时间').waitFor();
    await form.getByLabel('结束时间').fill('21:45');
    await form.getByLabel('号数').fill('0');
    await form.getByText('号数应在 1 到 200 之间').waitFor();
    await form.getByLabel('号数').fill('7');
    await page.reload();
    await publish.click();
    expect([
      await form.getByLabel('日期').inputValue(),
      await form.getByLabel('开始时间').inputValue(),
      await form.getByLabel('号数').inputValue(),
    ]).toEqual([tomorrow, '21:00', '7']);
    await form.getByRole('button', { name: '发布', exact: true }).click();
    // There around the clock, as in every demo hospital.
    await form.getByText('这位医生在这个时间已有班次').first().waitFor();
    expect(await serious(page)).toEqual([]);
    await pictures(page, 'publish-busy', [desk, phone]);
    await form.getByLabel('医生').fill('周若岚');
    await page.getByTitle(/周若岚/).click();
    await form.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByText('班次已发布').waitFor();

    await page.getByRole('row', { name: /21:00–21:45/ }).click();
    const drawer = page.getByRole('dialog', { name: '班次' });
    await drawer.getByLabel('停诊原因').fill('医生外出会诊');
    expect(await serious(page)).toEqual([]);
    await pictures(page, 'clinic-session', [desk, phone]);
    await drawer.getByRole('button', { name: '停诊' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: '停诊' }).click();
    await drawer.getByText('医生外出会诊').first().waitFor();
    await page.context().close();
  });
};
