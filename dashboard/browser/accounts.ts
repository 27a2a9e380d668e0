import { expect, test } from '@jest/globals';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { desk, open, phone, pictures, serious } from '../testing/page.ts';
import type { TestHospital } from '../testing/test-hospital.ts';

const tail = () => [...`${Date.now() % 100_000}`].map(digit => '零一二三四五六七八九'[Number(digit)]).join('');
const choose = async (page: Page, field: string, option: string) => {
  await page.getByRole('dialog').getByLabel(field, { exact: true }).click();
  // Of a long list only what is in sight is there.
  await page.keyboard.type(option);
  await page.getByTitle(option).click();
};
const tab = (page: Page, word: string) => page.getByRole('radiogroup', { name: '账号' }).getByText(word).click();
const codeOf = async (page: Page): Promise<string> =>
  (await page.getByRole('dialog').locator('code').textContent()) ?? '';
const confirm = (page: Page, word: string) =>
  page.getByRole('alertdialog').getByRole('button', { name: word, exact: true }).click();

interface Invited {
  readonly name: string;
  readonly login: string;
}

/** The administrator proposes, the security administrator approves, both on their screens. Answers the two codes. */
const invite = async (here: TestHospital, { name, login }: Invited, who: (page: Page) => Promise<void>) => {
  const administrator = await here.as('administrator', 'accounts', { alone: true });
  await administrator.getByRole('button', { name: '新增账号' }).click();
  await who(administrator);
  await administrator.getByLabel('登录名').fill(login);
  expect(await serious(administrator)).toEqual([]);
  expect(await pictures(administrator, 'account-propose', [desk, phone])).toEqual([]);
  await administrator.getByRole('button', { name: '提出', exact: true }).click();
  await administrator.getByText('只显示这一次').waitFor();
  expect(await pictures(administrator, 'account-code', [desk, phone])).toEqual([]);
  const first = await codeOf(administrator);
  await administrator.getByRole('button', { name: '已告诉本人' }).click();
  await tab(administrator, '待核准');
  const own = administrator.getByRole('row', { name: new RegExp(name) });
  await own.getByText('待核准').waitFor();

  const security = await here.as('security', 'accounts?tab=invitations', { alone: true });
  const theirs = security.getByRole('row', { name: new RegExp(name) });
  await theirs.getByRole('button', { name: '核准', exact: true }).waitFor();
  expect(await pictures(security, 'account-invitations', [desk, phone])).toEqual([]);
  await theirs.getByRole('button', { name: '核准', exact: true }).click();
  expect(await pictures(security, 'account-approve', [desk, phone])).toEqual([]);
  await confirm(security, '核准');
  await security.getByText('只显示这一次').waitFor();
  const second = await codeOf(security);
  await security.context().close();
  // What another did is there without a reload.
  await own.waitFor({ state: 'detached' });
  await tab(administrator, '账号');
  await own.getByText('待启用').waitFor();
  await administrator.context().close();
  return [first, second] as const;
};

/** The invited person sets the first password on a browser of their own. */
const begin = async (
  here: TestHospital,
  { login }: Invited,
  [first, second]: readonly [string, string],
  secret: string,
) => {
  const page = await open(here.browser, here.origin);
  await page.getByRole('button', { name: '收到邀请？设置密码' }).click();
  const fill = (label: string | RegExp, text: string) => page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole('button', { name: '设置密码并登录' }).click();
  await page.getByText('请输入登录名').waitFor();
  await fill('登录名', login);
  await fill('第一个邀请码（系统管理员告诉您的）', second);
  await fill('第二个邀请码（安全管理员告诉您的）', second);
  await fill('新密码（至少 10 位，有字母、数字和符号）', 'short');
  await fill('再输入一次新密码', secret);
  await page.keyboard.press('Enter');
  await page.getByText('密码至少 10 位').waitFor();
  await fill('新密码（至少 10 位，有字母、数字和符号）', secret);
  await page.keyboard.press('Enter');
  await page.getByText('登录名和邀请码不符').waitFor();
  expect(await serious(page)).toEqual([]);
  expect(await pictures(page, 'invitation', [desk, phone])).toEqual([]);
  await fill('第一个邀请码（系统管理员告诉您的）', first);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /^我的账号/ }).waitFor();
  return page;
};

export const accounts = (here: () => TestHospital) => {
  test('[O4] one of the staff is invited by two on their screens, sets the password themself, and is told what others do to the account', async () => {
    const who = { name: `欧阳${tail()}`, login: `ouyang.${Date.now()}` };
    const codes = await invite(here(), who, async page => {
      await page.getByRole('dialog').getByLabel('角色').selectOption({ label: '运营' });
      await page.getByLabel('姓名').fill(who.name);
    });
    const page = await begin(here(), who, codes, 'Fresh-start-1');
    await page.getByRole('heading', { level: 1, name: '概览' }).waitFor();

    await page.getByRole('link', { name: /^我的账号/ }).click();
    await page.getByText(who.name).waitFor();
    await page.getByText('这台设备').waitFor();
    const form = page.getByRole('form', { name: '修改密码' });
    const fill = (label: string, text: string) => form.getByLabel(label, { exact: true }).fill(text);
    await fill('现在的密码', 'not-this-one-1');
    await fill('新密码（至少 10 位，有字母、数字和符号）', 'Fresh-start-2');
    await fill('再输入一次新密码', 'Fresh-start-2');
    await page.keyboard.press('Enter');
    await form.getByText('现在的密码不正确').waitFor();
    await fill('现在的密码', 'Fresh-start-1');
    await page.keyboard.press('Enter');
    await page.getByText('密码已修改').waitFor();
    const notices = page.getByRole('region', { name: '账号变动' });
    await notices.getByText('设置密码').waitFor();
    expect(await serious(page)).toEqual([]);
    expect(await pictures(page, 'my-account', [desk, phone])).toEqual([]);
    await notices.getByRole('button', { name: '知道了' }).click();
    await notices.waitFor({ state: 'hidden' });

    const administrator = await here().as('administrator', 'accounts', { alone: true });
    await administrator.getByRole('button', { name: who.name }).click();
    const drawer = administrator.getByRole('dialog', { name: '账号详情' });
    await drawer.getByText('Chrome').first().waitFor();
    expect(await serious(administrator)).toEqual([]);
    expect(await pictures(administrator, 'account-detail', [desk, phone])).toEqual([]);
    await drawer.getByRole('button', { name: '强制下线' }).click();
    await confirm(administrator, '强制下线');
    await drawer.getByText('现在没有登录').waitFor({ timeout: 60_000 });

    const again = page.getByRole('dialog', { name: '登录已过期' });
    // The page finds out by itself; nobody has to click.
    await again.waitFor();
    await again.getByLabel('账号', { exact: true }).fill(who.login);
    await again.getByLabel('密码', { exact: true }).fill('Fresh-start-2');
    await page.keyboard.press('Enter');
    await again.waitFor({ state: 'hidden' });

    // A second factor is set by its owner, shown once, and asked for from then on.
    const factor = page.getByRole('form', { name: '二次验证' });
    await factor.getByLabel('现在的密码', { exact: true }).fill('Fresh-start-2');
    await factor.getByRole('button', { name: '设置', exact: true }).click();
    const secret = (await page.getByText('不能扫码时').locator('code').textContent()) ?? '';
    expect(await serious(page)).toEqual([]);
    expect(await pictures(page, 'second-factor', [desk, phone])).toEqual([]);
    await page.getByLabel('6 位验证码').fill('12');
    await page.keyboard.press('Enter');
    await page.getByText('验证码是 6 位数字').waitFor();
    await page.getByLabel('6 位验证码').fill(new TOTP({ secret: secret.replaceAll(' ', '') }).generate());
    await page.keyboard.press('Enter');
    await page.getByText('只显示这一次').waitFor();
    expect(await serious(page)).toEqual([]);
    expect(await pictures(page, 'recovery-codes', [desk, phone])).toEqual([]);
    const recovery = await page.getByRole('dialog').locator('code').allTextContents();
    expect(new Set(recovery).size).toBe(10);
    await page.getByRole('button', { name: '已保存，继续' }).click();
    await factor.getByRole('button', { name: '重新设置' }).waitFor();
    await page.getByRole('button', { name: '退出', exact: true }).click();
    await page.getByLabel('账号', { exact: true }).fill(who.login);
    await page.getByLabel('密码', { exact: true }).fill('Fresh-start-2');
    await page.keyboard.press('Enter');
    await page.getByText('请输入验证器上的验证码').waitFor();
    expect(await serious(page)).toEqual([]);
    expect(await pictures(page, 'sign-in-code', [desk, phone])).toEqual([]);
    await page.getByLabel('验证码或恢复码').fill(recovery[0] ?? '');
    await page.keyboard.press('Enter');
    await notices.getByText('退出全部登录（孙系统）').waitFor();
    await notices.getByText('设置二次验证').waitFor();

    await drawer.getByRole('button', { name: '停用', exact: true }).click();
    await confirm(administrator, '停用');
    await drawer.getByText('已停用').waitFor();
    await again.waitFor();
    await again.getByLabel('账号', { exact: true }).fill(who.login);
    await again.getByLabel('密码', { exact: true }).fill('Fresh-start-2');
    await page.keyboard.press('Enter');
    await again.getByText('账号或密码不正确').waitFor();
    await administrator.context().close();
    await page.context().close();
  }, 240_000);

  test('[O4] a doctor who was hired gets an account; they end all their sign-ins themself', async () => {
    const who = { name: `上官${tail()}`, login: `shangguan.${Date.now()}` };
    await here().told.hired(who.name);
    const codes = await invite(here(), who, async page => {
      await page.getByRole('dialog').getByLabel('角色').selectOption({ label: '医生' });
      await choose(page, '医生', who.name);
    });
    const page = await begin(here(), who, codes, 'Fresh-start-1');
    await page.getByRole('heading', { level: 1, name: '订单' }).waitFor();
    await page.getByRole('link', { name: /^我的账号/ }).click();
    await page.getByRole('button', { name: '退出全部登录' }).click();
    await confirm(page, '退出全部登录');
    await page.getByRole('button', { name: '登录', exact: true }).waitFor();
    await page.context().close();
  }, 180_000);

  test('[O4] an auditor sees accounts and changes nothing, and nobody acts on their own', async () => {
    const page = await here().as('auditor', 'accounts', { alone: true });
    await page.getByRole('navigation').getByRole('link').first().waitFor();
    expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).toEqual(['个人信息', '账号', '审计']);
    await page.getByRole('button', { name: '周运营' }).click();
    const drawer = page.getByRole('dialog', { name: '账号详情' });
    await drawer.getByText('登录的设备').waitFor();
    expect(await drawer.getByRole('button').allInnerTexts()).toEqual(['关闭']);
    expect(await page.getByRole('button', { name: '新增账号' }).count()).toBe(0);
    await page.context().close();
    const own = await here().as('administrator', 'accounts', { alone: true });
    await own.getByRole('button', { name: '孙系统' }).click();
    await own.getByText('这是您自己的账号').waitFor();
    await own.context().close();
  });
};
