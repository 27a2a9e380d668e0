import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { desk, phone, pictures, serious } from '../testing/page.ts';
import type { TestHospital } from '../testing/test-hospital.ts';

const pick = async (page: Page, field: string, option: string) => {
  await page.getByRole('dialog').getByLabel(field, { exact: true }).click();
  await page.getByTitle(option, { exact: true }).click();
};
const save = (page: Page) => page.getByRole('dialog').getByRole('button', { name: '保存' }).click();

export const catalogue = (here: () => TestHospital) => {
  test('[O2.3] a doctor is hired from a form whose fields say what is wrong, also when the hospital does, and let go', async () => {
    const page = await here().as('operator', 'catalogue?tab=practitioners');
    await page.getByRole('button', { name: '新增人员' }).click();
    const form = page.getByRole('dialog');
    await save(page);
    await form.getByText('请填写姓名').waitFor();
    // The first field that is wrong has the focus, and says why to those who do not see it.
    const first = form.getByRole('radiogroup', { name: '性别' });
    expect(await first.evaluate(group => group.contains(document.activeElement))).toBe(true);
    expect(await first.getAttribute('aria-invalid')).toBe('true');
    const said = await form.getByLabel('姓名', { exact: true }).getAttribute('aria-describedby');
    expect(await page.locator(`[id="${said}"]`).textContent()).toBe('请填写姓名');
    expect(await serious(page)).toEqual([]);
    await pictures(page, 'hire', [desk, phone]);
    // A person's name has no digits.
    const name = `欧阳${[...`${Date.now() % 10_000}`].map(digit => '零一二三四五六七八九'[Number(digit)]).join('')}`;
    for (const [field, text] of [
      ['姓名', name],
      ['执业证号', '110310000000001'],
      ['执业范围', '内科专业'],
      ['发证机关', '天津市卫生健康委员会'],
      ['介绍', '擅长高血压的长期管理。'],
    ] as const)
      await form.getByLabel(field, { exact: true }).fill(text);
    await form.getByLabel('女').check();
    await form.getByLabel('职称').selectOption({ label: '主治医师' });
    await pick(page, '科室', '心血管内科');
    const day = (field: string, text: string) => form.getByLabel(field).fill(text);
    const lastYear = `${new Date().getUTCFullYear() - 1}-07-01`;
    await day('发证日期', '2015-07-01');
    await day('独立执业自', lastYear);
    await save(page);
    await form.getByText('独立执业未满三年').first().waitFor();
    await day('独立执业自', '2015-07-01');
    await save(page);
    await page.getByText('已新增').waitFor();
    const row = page.getByRole('row', { name: new RegExp(name) });
    await row.getByRole('button', { name: '离职' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: '离职' }).click();
    await row.getByText('已离职').waitFor();
    await row.getByRole('button', { name: '复职' }).click();
    await row.getByText('在职', { exact: true }).waitFor();
    await page.close();
  });

  test('[O2.5] a drug is listed once, priced and delisted', async () => {
    const page = await here().as('operator', 'catalogue?tab=drugs&q=片');
    await page.locator('tbody tr').first().waitFor();
    const known = (await page.locator('tbody tr td:nth-child(7)').first().textContent()) ?? '';
    await page.getByRole('button', { name: '新增药品' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('医保代码').fill(known.toLowerCase());
    await form.getByLabel('名称').fill('试验缓释片');
    await form.getByText('目录中已有这个代码').waitFor();
    const code = `XT${Date.now()}`;
    for (const [field, text] of [
      ['医保代码', code],
      ['规格', '0.5g*20片'],
      ['剂型', '片剂'],
      ['厂家', '天津药业'],
      ['单位', '盒'],
      ['单价（元）', '12.5'],
    ] as const)
      await form.getByLabel(field).fill(text);
    expect(await serious(page)).toEqual([]);
    await pictures(page, 'list-drug', [desk, phone]);
    await save(page);
    await page.getByText('已加入药品字典').waitFor();
    await page.getByRole('searchbox', { name: '药品' }).fill(code);
    const row = page.getByRole('row', { name: new RegExp(code) });
    await row.getByText('¥12.50/盒').waitFor();
    await row.getByRole('button', { name: '调价' }).click();
    await form.getByLabel('新价').fill('13');
    await save(page);
    await row.getByText('¥13.00/盒').waitFor();
    await row.getByRole('button', { name: '下架' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: '下架' }).click();
    await page.getByText(`没有找到“${code}”`).waitFor();
    await page.close();
  });

  test('[O2.5] a table of drugs is looked through, taken in, and taken in again without a second one', async () => {
    const page = await here().as('operator', 'catalogue?tab=drugs');
    const code = `XU${Date.now()}`;
    const table = (price: string) => ({
      name: '药品.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `名称,医保代码,类别,剂型,规格,厂家,单位,单价\n导入胶囊,${code},西药,片剂,0.5g*20片,天津药业,盒,${price}\n错行,${code}1,西药,片剂,0.5g,天津药业,盒,面议\n`,
      ),
    });
    const row = page.getByRole('row', { name: new RegExp(code) });
    for (const [price, shown] of [
      ['12.5', '¥12.50/盒'],
      ['0.0835', '¥0.0835/盒'],
    ] as const) {
      await page.getByRole('button', { name: '导入', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: '导入药品' });
      await dialog.getByLabel('XLSX 或 CSV 文件').setInputFiles(table(price));
      await dialog.getByText('第 3 行：单价“面议”应为金额，最多四位小数').waitFor();
      if (price === '0.0835') {
        expect(await serious(page)).toEqual([]);
        await pictures(page, 'import-drugs', [desk, phone]);
      }
      await dialog.getByRole('button', { name: '导入 1 条' }).click();
      await dialog.getByText('已导入 1 条').waitFor();
      await dialog.getByRole('button', { name: '完成' }).click();
      await page.getByRole('searchbox', { name: '药品' }).fill(code);
      await row.getByText(shown).waitFor();
      expect(await row.count()).toBe(1);
    }
    await page.close();
  });

  test('[O2.4] a diagnosis is listed once and taken off', async () => {
    const page = await here().as('operator', 'catalogue?tab=diagnoses');
    const code = `Z${Date.now() % 1_000_000}`;
    await page.getByRole('button', { name: '新增诊断' }).click();
    await page.getByRole('dialog').getByLabel('代码').fill(code);
    await page.getByRole('dialog').getByLabel('名称').fill('试验诊断');
    await save(page);
    await page.getByText('已加入诊断目录').waitFor();
    await page.getByRole('searchbox', { name: '诊断' }).fill(code);
    await page
      .getByRole('row', { name: new RegExp(code) })
      .getByRole('button', { name: '移出' })
      .click();
    await page.getByRole('alertdialog').getByRole('button', { name: '移出' }).click();
    await page.getByText(`没有找到“${code}”`).waitFor();
    await page.close();
  });

  test('[O2.2] a department is changed', async () => {
    const page = await here().as('operator', 'catalogue');
    await page.getByRole('button', { name: '修改' }).last().click();
    const form = page.getByRole('dialog');
    const introduction = `中医调理 ${Date.now()}`;
    // Chosen from the national list, by code or by name.
    await form.getByLabel('诊疗科目').fill('推拿');
    await page.getByTitle('50.14 中医科 · 推拿科', { exact: true }).click();
    await form.getByLabel('诊疗科目').fill('50.01');
    await page.locator('.ant-select-item-option').getByText('50.01 中医科 · 内科', { exact: true }).click();
    await form.getByLabel('介绍').fill(introduction);
    await save(page);
    await page.getByRole('cell', { name: introduction }).waitFor();
    await page.close();
  });
};
