import { expect, test } from '@jest/globals';
import { desk, phone, pictures, serious, settled } from '../testing/page.ts';
import type { TestHospital } from '../testing/test-hospital.ts';

export const prescriptions = (here: () => TestHospital) => {
  test('[O1.3] prescriptions of the whole hospital, chosen columns, one recalled with its reason', async () => {
    const id = await here().told.submitted();
    const page = await here().as('operator', 'prescriptions?status=submitted', { alone: true });
    await settled(page);
    await page.getByRole('button', { name: '列', exact: true }).click();
    await page.getByLabel('有效期至').check();
    await page.getByRole('columnheader', { name: '有效期至' }).waitFor();
    await pictures(page, 'columns', [desk]);
    await page.goto(`${here().origin}/admin/prescriptions?id=${id}`);
    const drawer = page.getByRole('dialog', { name: '处方详情' });
    await drawer.getByLabel('撤回原因').fill('患者已线下就诊');
    expect(await serious(page)).toEqual([]);
    expect(await pictures(page, 'prescription', [desk, phone])).toEqual([]);
    await drawer.getByRole('button', { name: '撤回' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: '撤回' }).click();
    await drawer.getByText('已撤回', { exact: true }).waitFor();
    await page.context().close();
  });

  test('[O1.3] a paid prescription is cancelled with its consequence in the question, and the money goes back', async () => {
    const { id } = await here().told.ready();
    const page = await here().as('operator', `prescriptions?id=${id}`, { alone: true });
    const drawer = page.getByRole('dialog', { name: '处方详情' });
    await drawer.getByLabel('取消处方原因').fill('厂家召回这一批药');
    await drawer.getByRole('button', { name: '取消处方' }).click();
    await page.getByText('原路全额退给患者').waitFor();
    expect(await serious(page)).toEqual([]);
    expect(await pictures(page, 'cancel-prescription', [desk, phone])).toEqual([]);
    await page.getByRole('alertdialog').getByRole('button', { name: '取消处方' }).click();
    await drawer.getByText('已取消', { exact: true }).waitFor();
    await drawer.getByText('厂家召回这一批药').waitFor();
    await drawer.getByText('已退款').first().waitFor();
    expect(await drawer.getByLabel('取消处方原因').count()).toBe(0);
    await page.context().close();
  });
};
