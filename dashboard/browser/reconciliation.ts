import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { idOf } from '@yunzhen/local/seed/demo';
import { tradeFile } from '@yunzhen/local/testing/statement-files';
import type { Locator, Page } from 'playwright-core';
import { busyDays, closableMonth, daysOf } from '../testing/month.ts';
import { desk, phone, pictures, serious, settled } from '../testing/page.ts';
import { seriousOn } from '../testing/serious.ts';
import type { TestHospital } from '../testing/test-hospital.ts';

const month = closableMonth(new Date());
const days = daysOf(month);
/** What happens to a kind of difference; where none is named, the only way there is. */
const ways: Readonly<Record<string, string>> = {
  渠道单边: '转其他收入',
  平台单边: '核销损失',
  未到账: '核销损失',
  金额不符: '转其他收入',
  超退: '核销损失',
  其他到账: '核销损失',
};
const kinds = [
  ...['其他到账', '平台单边', '手续费不符', '未到账', '渠道单边', '渠道单边', '状态不符'],
  ...['账单重复', '超退', '退款关闭', '退款异常', '金额不符'],
];
/** `¥1,234.50` in fen, without its sign. */
const fenOf = (text: string): number => Math.round(Number(text.replaceAll(/[^\d.]/g, '')) * 100);
const sumOf = async (table: Locator, column: number): Promise<number> => {
  const cells = await table.locator(`tbody tr td:nth-child(${column})`).allTextContents();
  return cells.reduce((sum, text) => sum + fenOf(text), 0);
};
const fact = (of: Locator, name: string): Locator =>
  of
    .locator('dl > div')
    .filter({ has: of.page().getByText(name, { exact: true }) })
    .locator('dd');
const sure = (page: Page, word: string) => page.getByRole('alertdialog').getByRole('button', { name: word }).click();

/** The calendar of the month, once its statements are there and every day was matched, whether it is closed by now or not. */
const matched = (page: Page) =>
  page.waitForFunction(
    count =>
      [...document.querySelectorAll('tbody tr')].filter(row => /已对账|已结/.test(row.textContent)).length === count,
    days.length,
    { timeout: 480_000 },
  );

/** Every number of the day's equations opens lines that come to it. */
const numbersOpen = async (page: Page): Promise<number> => {
  const numbers = page.getByRole('button', { name: /看明细$/ });
  const count = await numbers.count();
  for (let index = 0; index < count; index++) {
    const number = numbers.nth(index);
    await number.click();
    const lines = page
      .getByRole('region', { name: /明细$/ })
      .filter({ has: page.getByRole('button', { name: '收起' }) });
    await lines.waitFor();
    await settled(page);
    const said = fenOf((await number.textContent()) ?? '');
    expect(said === 0 ? 0 : await sumOf(lines.locator('table'), 7)).toBe(said);
    await lines.getByRole('button', { name: '收起' }).click();
  }
  return count;
};

/** As the first person: looks at it, picks its way out, writes why. Answers its kind. */
const propose = async (page: Page, row: Locator): Promise<string> => {
  const kind = (await row.locator('td').nth(1).textContent()) ?? '';
  await row.getByRole('button').first().click();
  const drawer = page.getByRole('dialog', { name: '差异处理' });
  await fact(drawer, '类型').waitFor();
  for (const book of ['平台', '交易账单', '资金账单'])
    await drawer.getByRole('region', { name: book }).first().waitFor();
  const offered = await drawer.getByLabel('处理方式').locator('option').allTextContents();
  const wanted = [ways[kind], '已查明，无需记账', '核销损失', '已在渠道退回'].find(way => way && offered.includes(way));
  await drawer.getByLabel('处理方式').selectOption({ label: wanted ?? '' });
  const decide = drawer.getByRole('button', { name: /^(提交核准|确定)$/ });
  const reason = drawer.getByLabel(/(提交核准|确定)原因/);
  await reason.fill(`${kind}：与渠道核对后按此处理`);
  if (kind === '金额不符') {
    expect(await serious(page)).toEqual([]);
    expect(await pictures(page, 'reconciliation-difference', [desk, phone])).toEqual([]);
  }
  const word = (await decide.textContent()) ?? '';
  await decide.click();
  await sure(page, word.trim());
  // Accepted: what was written is kept no longer, or there is nothing left to decide.
  await page.waitForFunction(() => {
    const field = document.querySelector<HTMLTextAreaElement>('dialog textarea');
    return !field || field.value === '';
  });
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  return kind;
};

/** As the second person: looks at the difference, types its amount again, approves. */
const approve = async (page: Page, card: Locator): Promise<void> => {
  const looks = card.getByRole('button', { name: /^看差异/ });
  if ((await looks.count()) > 0) {
    await looks.click();
    const drawer = page.getByRole('dialog', { name: '差异处理' });
    const effect = await fact(drawer, '对医院资金的影响').textContent();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await card.getByLabel('再输入一次金额（元）').fill(`${fenOf(effect ?? '') / 100}`);
  }
  await card.getByRole('button', { name: '核准' }).click();
  await sure(page, '核准');
};

const waitingCards = (page: Page, title: string) => page.getByRole('region', { name: `待核准：${title}` });

export const reconciliation = (here: () => TestHospital) => {
  test('[O1.4] two people close a month of twelve differences through screens alone, and every number opens what it is made of', async () => {
    const page = await here().as('operator', `reconciliation?month=${month}`, { alone: true });
    await matched(page);
    for (const day of busyDays(month)) {
      await page.goto(`${here().origin}/admin/reconciliation?day=${day}`);
      await page.getByRole('region', { name: '等式' }).waitFor();
      expect(await numbersOpen(page)).toBeGreaterThan(4);
      await page.getByText('一致', { exact: true }).waitFor();
    }
    expect(await serious(page)).toEqual([]);
    expect(await pictures(page, 'reconciliation-day', [desk, phone])).toEqual([]);

    await page.goto(`${here().origin}/admin/reconciliation?part=differences`);
    const rows = page.getByRole('region', { name: '差异' }).locator('tbody tr');
    await rows.nth(kinds.length - 1).waitFor();
    const found: string[] = [];
    for (let index = 0; index < kinds.length; index++) found.push(await propose(page, rows.nth(index)));
    expect(found.sort()).toEqual([...kinds].sort());

    const second = await here().as('manager', 'reconciliation?part=months', { alone: true });
    await settled(second);
    for (const title of ['处理差异', '处理大额差异'])
      for (const cards = waitingCards(second, title); (await cards.count()) > 0; ) {
        const left = await cards.count();
        await approve(second, cards.first());
        await cards.nth(left - 1).waitFor({ state: 'detached' });
      }

    await page.goto(`${here().origin}/admin/reconciliation?month=${month}`);
    for (const day of days) {
      await page.goto(`${here().origin}/admin/reconciliation?day=${day}`);
      await page.getByRole('button', { name: '结账' }).click();
      await sure(page, '结账');
      await page.getByText('已结', { exact: true }).waitFor();
    }

    await page.goto(`${here().origin}/admin/reconciliation?part=months`);
    await page.getByLabel('月份').selectOption(month);
    await page.getByText(`${days.length} / ${days.length} 天`).waitFor();
    await page.getByRole('button', { name: '申请月结' }).click();
    await sure(page, '申请月结');
    await approve(second, waitingCards(second, '月结').first());
    await page.getByText('已月结').waitFor();
    expect(await pictures(page, 'reconciliation-month', [desk, phone])).toEqual([]);

    await page.goto(`${here().origin}/admin/reconciliation?part=ledger&month=${month}`);
    const balances = page.getByRole('region', { name: '科目余额表', exact: true });
    await balances.locator('tbody tr').first().waitFor();
    expect(await fact(page.locator('main'), '试算平衡').textContent()).toBe('平');
    for (const row of await balances.locator('tbody tr').all()) {
      const [debit, credit] = [
        await row.locator('td').nth(2).textContent(),
        await row.locator('td').nth(3).textContent(),
      ];
      await row.getByRole('button').click();
      const lines = page.getByRole('region', { name: '明细账', exact: true });
      await page.getByRole('heading', { name: `${await row.getByRole('button').textContent()} 明细账` }).waitFor();
      await settled(page);
      if (fenOf(debit ?? '') + fenOf(credit ?? '') === 0) continue;
      expect([await sumOf(lines, 4), await sumOf(lines, 5)]).toEqual([fenOf(debit ?? ''), fenOf(credit ?? '')]);
    }
    expect(await serious(page)).toEqual([]);
    expect(await pictures(page, 'reconciliation-ledger', [desk, phone])).toEqual([]);
    await Promise.all([page.context().close(), second.context().close()]);
  }, 1_200_000);

  test('[O1.4] channel and business are summed up, every number opens the rows it is the sum of, and they are exported', async () => {
    const [from, to] = [days[0], days.at(-1)];
    const page = await here().as('operator', `reconciliation?month=${month}`, { alone: true });
    await matched(page);
    await page.goto(`${here().origin}/admin/reconciliation?part=sums&from=${from}&to=${to}`);
    const table = page.getByRole('region', { name: '渠道与业务汇总' });
    await table.locator('tbody tr').first().waitFor();
    expect(await pictures(page, 'reconciliation-sums', [desk, phone])).toEqual([]);
    const numbers = table.getByRole('button', { name: /看明细$/ });
    expect(await numbers.count()).toBeGreaterThan(2);
    for (const number of await numbers.all()) {
      const [said, title] = [
        fenOf((await number.textContent()) ?? ''),
        (await number.getAttribute('aria-label')) ?? '',
      ];
      await number.click();
      const drawer = page.getByRole('dialog');
      await drawer.locator('tbody tr').first().waitFor();
      await settled(page);
      if (!/手续费|到账/.test(title)) expect(await sumOf(drawer.locator('table'), 7)).toBe(said);
      await drawer.getByRole('button', { name: '收起' }).click();
      await drawer.waitFor({ state: 'detached' });
    }
    await page.getByRole('button', { name: '导出' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('region', { name: '导出' }).getByRole('button', { name: 'CSV' }).click(),
    ]);
    const [titles = ''] = (await readFile(await download.path(), 'utf8')).split('\r\n');
    expect(titles.startsWith('\uFEFF渠道,业务,笔数,平台收款（元）')).toBe(true);
    expect(await serious(page)).toEqual([]);
    await page.context().close();
  }, 1_200_000);

  test('[O1.4] every refund stands in the register, shows the way of its money, and is exported', async () => {
    const page = await here().as('operator', 'reconciliation?part=refunds', { alone: true });
    const rows = page.getByRole('region', { name: '退款登记簿' }).locator('tbody tr');
    await rows.first().waitFor();
    expect(await pictures(page, 'reconciliation-refunds', [desk, phone])).toEqual([]);
    await page.getByLabel('状态').selectOption('succeeded');
    await page.waitForURL(/status=succeeded/);
    await settled(page);
    const arrived = await rows.locator('td:nth-child(7)').allInnerTexts();
    expect(arrived.filter(text => text !== '已退款')).toEqual([]);
    expect(arrived.length).toBeGreaterThan(0);
    await page.getByRole('button', { name: '导出' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('region', { name: '导出' }).getByRole('button', { name: 'CSV' }).click(),
    ]);
    const [titles = ''] = (await readFile(await download.path(), 'utf8')).split('\r\n');
    expect(titles.startsWith('\uFEFF申请,退款单号,原支付,项目,金额（元）')).toBe(true);
    await rows.first().getByRole('button').first().click();
    const drawer = page.getByRole('dialog', { name: '退款' });
    await drawer.getByText('微信受理').first().waitFor();
    expect(await serious(page)).toEqual([]);
    expect(await pictures(page, 'reconciliation-refund', [desk, phone])).toEqual([]);
    await page.context().close();
  }, 240_000);

  test('[O1.4] a statement that somebody brings is looked through: what is wrong with it is said, and each of its days is imported', async () => {
    const { merchant, origin } = here();
    if (!merchant) throw new TypeError('a statement names its merchant, and this hospital’s is not known');
    const paid = [
      { day: '2026-01-30', order: idOf('upload', 1), amount: 2_500 },
      { day: '2026-02-01', order: idOf('upload', 2), amount: 4_000 },
    ];
    const file = tradeFile(merchant, paid);
    const page = await here().as('operator', 'reconciliation', { alone: true });
    await page.getByRole('button', { name: '上传账单' }).click();
    const dialog = page.getByRole('dialog', { name: '上传账单' });
    const bring = (text: string) =>
      dialog
        .getByLabel('账单文件')
        .setInputFiles({ name: '交易账单.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await bring(file.replaceAll('`40.00', '`40.0x'));
    await dialog.getByText('第 3 行（订单金额）').waitFor();
    expect(await pictures(page, 'reconciliation-upload-broken', [desk, phone])).toEqual([]);
    await bring(file);
    await dialog.getByText('2026-01-30 至 2026-02-01（3 天）').waitFor();
    await dialog.getByRole('button', { name: '导入 3 天' }).click();
    await dialog.getByText('已提交 3 天').waitFor();
    expect(await seriousOn(page)).toEqual([]);
    expect(await pictures(page, 'reconciliation-upload', [desk, phone])).toEqual([]);
    await dialog.getByRole('button', { name: '完成' }).click();
    await page.goto(`${origin}/admin/reconciliation?day=2026-02-01`);
    const row = page.getByRole('row', { name: '手工上传' });
    await row.getByText('已导入 1 行，汇总一致').waitFor();
    await page.context().close();
  }, 240_000);
};
