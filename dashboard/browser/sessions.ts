import { expect, test } from '@jest/globals';
import { desk, open, password, phone, pictures, serious } from '../testing/page.ts';
import type { TestHospital } from '../testing/test-hospital.ts';

export const sessions = (here: () => TestHospital) => {
  test('[O4] a wrong password is said in words and what was typed stays; one click signs a demo account in', async () => {
    const page = await open(here().browser, here().origin);
    const login = page.getByLabel('账号', { exact: true });
    await login.waitFor();
    await page.getByRole('button', { name: '运营 运营' }).waitFor();
    expect(await pictures(page, 'sign-in', [desk, phone])).toEqual([]);
    expect(await serious(page)).toEqual([]);
    await login.fill('operator');
    await page.getByLabel('密码', { exact: true }).fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('账号或密码不正确').waitFor();
    expect(await login.inputValue()).toBe('operator');
    await page.getByRole('button', { name: '运营 运营' }).click();
    await page.getByRole('heading', { level: 1, name: '概览' }).waitFor();
    await page.context().close();
  });

  test('[O4] a session that ends by itself hides the page, keeps what was typed, also over a reload, and goes on after signing in again', async () => {
    const id = await here().told.submitted();
    const page = await here().as('pharmacist', `review?id=${id}`, { alone: true });
    const ask = async () => {
      await page.getByRole('button', { name: '不通过' }).first().waitFor();
      await page.keyboard.press('f');
    };
    await ask();
    await page.getByLabel('理由').fill('用法不清楚');
    await page.evaluate(() => {
      const session = JSON.parse(localStorage.getItem('yunzhen.session') ?? '{}');
      localStorage.setItem(
        'yunzhen.session',
        JSON.stringify({ ...session, accessToken: 'gone', refreshToken: 'gone' }),
      );
    });
    const again = page.getByRole('dialog', { name: '登录已过期' });
    // What asks in the background may have noticed first, and nothing can be clicked any more.
    await page
      .getByRole('dialog')
      .getByRole('button', { name: '不通过' })
      .click({ timeout: 3_000 })
      .catch(() => undefined);
    await again.waitFor();
    expect(await serious(page)).toEqual([]);
    await pictures(page, 'session-over', [desk, phone]);
    await again.getByLabel('账号', { exact: true }).fill('pharmacist');
    await again.getByLabel('密码', { exact: true }).fill(password);
    await again.getByRole('button', { name: '登录', exact: true }).click();
    await again.waitFor({ state: 'hidden' });
    expect(await page.getByLabel('理由').inputValue()).toBe('用法不清楚');
    await page.reload();
    await ask();
    expect(await page.getByLabel('理由').inputValue()).toBe('用法不清楚');
    await page.getByRole('dialog').getByRole('button', { name: '不通过' }).click();
    await page.getByText('已退回医生：').waitFor();
    await page.context().close();
  });

  test('[O4] who has left is asked, then signed out; who signs out leaves nothing typed behind', async () => {
    const page = await here().as('operator', 'orders', { alone: true });
    await page.getByText('实时').waitFor();
    const left = (minutes: number) =>
      page.evaluate(ms => localStorage.setItem('yunzhen.active', String(Date.now() - ms)), minutes * 60_000);
    await left(14.5);
    const asking = page.getByRole('dialog', { name: '还在吗？' });
    await asking.waitFor();
    expect(await serious(page)).toEqual([]);
    await pictures(page, 'idle', [desk, phone]);
    await asking.getByRole('button', { name: '继续使用' }).click();
    await asking.waitFor({ state: 'hidden' });
    await page.evaluate(() => sessionStorage.setItem('yunzhen.draft.somebody.else', '"x"'));
    await left(15);
    const over = page.getByRole('dialog', { name: '长时间没有操作，已退出登录' });
    await over.waitFor();
    expect(await page.evaluate(() => localStorage.getItem('yunzhen.session'))).toBeNull();
    await over.getByLabel('账号', { exact: true }).fill('operator');
    await over.getByLabel('密码', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await over.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '退出', exact: true }).click();
    await page.getByRole('heading', { name: '云诊管理台' }).waitFor();
    expect(
      await page.evaluate(() => Object.keys(sessionStorage).filter(key => key.startsWith('yunzhen.draft'))),
    ).toEqual([]);
    await page.context().close();
  });

  test('a link into a demo hospital signs in whom it names', async () => {
    const page = await open(here().browser, here().origin, '?demo=pharmacist');
    await page.getByRole('heading', { level: 1, name: '审方' }).waitFor();
    expect(page.url()).not.toContain('demo');
    await page.context().close();
  });

  test('[O4] what a role may not see is not offered, and a link to it says who may', async () => {
    const page = await here().as('pharmacist', 'orders');
    await page.getByText('药师不能使用“订单”').waitFor();
    expect(await page.getByRole('navigation').getByRole('link').allInnerTexts()).toEqual(['审方', '发药', '待办']);
    expect(await pictures(page, 'no-permission', [desk, phone])).toEqual([]);
    await page.close();
  });
};
