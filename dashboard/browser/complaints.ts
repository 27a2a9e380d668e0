import { expect, test } from '@jest/globals';
import { desk, phone, pictures, serious } from '../testing/page.ts';
import type { TestHospital } from '../testing/test-hospital.ts';

export const complaints = (here: () => TestHospital) => {
  test('[O1.5] a complaint is found by its deadline, taken in hand, and answered with a text that outlives a reload', async () => {
    const page = await here().as('operator', 'complaints?status=open', { alone: true });
    await page.getByRole('link', { name: /未办结/ }).waitFor();
    const picture = await page.evaluate(() => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 64;
      return canvas.toDataURL('image/png').split(',')[1] ?? '';
    });
    const id = await here().told.complained([Buffer.from(picture, 'base64')]);
    await page.goto(`${here().origin}/admin/complaints?status=open&id=${id}`);
    const drawer = page.getByRole('dialog', { name: '投诉详情' });
    await drawer.getByText('等了一个多小时才接诊').waitFor();
    await drawer.getByAltText('患者上传的图片').waitFor();
    await drawer.getByRole('button', { name: '开始处理' }).click();
    const reply = drawer.getByLabel('答复', { exact: true });
    await reply.fill('当日医生抢救病人，已致歉。');
    await page.reload();
    expect(await reply.inputValue()).toBe('当日医生抢救病人，已致歉。');
    expect(await serious(page)).toEqual([]);
    expect(await pictures(page, 'complaint', [desk, phone])).toEqual([]);
    await drawer.getByRole('button', { name: '答复' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: '答复' }).click();
    await drawer.getByText('已答复', { exact: true }).waitFor();
    await drawer.getByText('属实，已解决').waitFor();
    expect(await reply.count()).toBe(0);
    await page.context().close();
  });
};
