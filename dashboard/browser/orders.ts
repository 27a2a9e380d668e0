import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { desk, phone, pictures, serious, settled } from '../testing/page.ts';
import type { TestHospital } from '../testing/test-hospital.ts';
import { unzip } from '../testing/unzip.ts';

export const orders = (here: () => TestHospital) => {
  test('[O1.2] orders are filtered in the address, opened in a drawer, masked, and exported as CSV and XLSX', async () => {
    const page = await here().as('operator', 'orders');
    await page.getByLabel('状态').selectOption('completed');
    await page.waitForURL(/status=completed/);
    await page.locator('tbody tr').first().waitFor();
    await settled(page);
    const names = await page.locator('tbody tr td:nth-child(3)').allInnerTexts();
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter(name => !/^.\*+ /.test(name))).toEqual([]);

    const exported = async (kind: string): Promise<Buffer> => {
      await page.getByRole('button', { name: '导出' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('region', { name: '导出' }).getByRole('button', { name: kind }).click(),
      ]);
      return readFile(await download.path());
    };
    const csv = (await exported('CSV')).toString('utf8');
    expect(csv.startsWith('\uFEFF单号,状态,就诊人')).toBe(true);
    const [titles = '', ...lines] = csv.trim().split('\r\n');
    expect(lines.length).toBeGreaterThanOrEqual(names.length);
    expect(lines.filter(line => line.split(',')[1] !== '已完成')).toEqual([]);
    const fee = titles.split(',').indexOf('挂号费（元）');
    expect(lines.filter(line => !/^\d+(\.\d\d?)?$/.test(line.split(',')[fee] ?? ''))).toEqual([]);
    const workbook = unzip(await exported('Excel'));
    expect(workbook.get('xl/sharedStrings.xml')).toContain('已完成');
    expect(workbook.get('xl/worksheets/sheet1.xml')?.match(/<row /g)).toHaveLength(lines.length + 1);

    await page.locator('tbody button').first().click();
    const drawer = page.getByRole('dialog', { name: '挂号详情' });
    await drawer.getByText('已支付').first().waitFor();
    expect(await serious(page)).toEqual([]);
    expect(await pictures(page, 'registration', [desk, phone])).toEqual([]);
    // A link shows the same thing.
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole('dialog', { name: '挂号详情' }).getByText('已支付').first().waitFor();
    await other.close();
    await page.close();
  });

  test('[O1.2] operations cancel what no doctor has accepted, the reason outlives a reload, and the money goes back', async () => {
    const id = await here().told.booked();
    const page = await here().as('operator', `orders?id=${id}`, { alone: true });
    const drawer = page.getByRole('dialog', { name: '挂号详情' });
    const reason = drawer.getByLabel('取消挂号原因');
    await reason.fill('患者来电要求改期');
    await page.reload();
    expect(await reason.inputValue()).toBe('患者来电要求改期');
    await drawer.getByRole('radio', { name: '患者' }).check();
    await drawer.getByRole('button', { name: '取消挂号' }).click();
    await page.getByText('原路全额退给患者').waitFor();
    expect(await serious(page)).toEqual([]);
    await pictures(page, 'cancel-registration', [desk, phone]);
    await page.getByRole('alertdialog').getByRole('button', { name: '取消挂号' }).click();
    await drawer.getByText('已取消', { exact: true }).waitFor();
    await drawer.getByText('患者来电要求改期').first().waitFor();
    await drawer.getByText('已退款').first().waitFor();
    expect(await reason.count()).toBe(0);

    await page.goto(`${here().origin}/admin/orders?kind=payments`);
    await page.getByLabel('退款', { exact: true }).selectOption('succeeded');
    await page.waitForURL(/refund=succeeded/);
    await settled(page);
    const refunds = await page.locator('tbody tr td:nth-child(7)').allInnerTexts();
    expect(refunds.length).toBeGreaterThan(0);
    expect(refunds.filter(text => text !== '已退款')).toEqual([]);
    await page.context().close();
  });

  test('[O1.2] a filter is kept under a name, for one person, with its days as they move', async () => {
    const page = await here().as('operator', 'orders', { alone: true });
    await page.getByLabel('状态').selectOption('completed');
    await page.getByLabel('日期').selectOption('近 7 天');
    await page.getByRole('button', { name: '筛选方案' }).click();
    await page.getByLabel('筛选的名字').fill('本周完成');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: '保存的筛选' }).getByText('本周完成').waitFor();
    expect(await serious(page)).toEqual([]);
    await pictures(page, 'saved-filters', [desk]);
    await page.goto(`${here().origin}/admin/orders`);
    await page.getByRole('button', { name: '筛选方案' }).click();
    await page.getByRole('button', { name: '本周完成', exact: true }).click();
    await page.waitForURL(/status=completed.*from=\d{4}-\d{2}-\d{2}/);
    await page.waitForFunction(() => document.querySelector('select')?.value === '近 7 天');
    await page.context().close();
  });
};
