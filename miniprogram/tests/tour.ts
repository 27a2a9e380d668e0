/** What is empty, what is large, and what a doctor keeps. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { portrait } from '@yunzhen/local/seed/portrait';
import type { Browser } from 'playwright-core';
import { withChinese } from '../../dashboard/testing/chinese.ts';
import { type Person, person, pictures } from './person.ts';
import { following, type Here, mark } from './scene.ts';

/** A portrait as a picture file. */
const drawn = async (name: string, browser: Browser) => {
  const page = await browser.newPage({ viewport: { width: 240, height: 240 } });
  await page.setContent(`<body style="margin:0">${portrait(name, 'male')}</body>`);
  const buffer = await page.screenshot({ type: 'png' });
  await page.close();
  return { name: 'portrait.png', mimeType: 'image/png', buffer };
};

const named = (page: string) => page.replace('pages/', '').replace('/', '-');

/** This page is on top, and nothing of it is loading any more. */
const settled = ({ page }: Person, path: string) =>
  page.waitForFunction(wanted => {
    const shown = Array.from(document.querySelectorAll<HTMLElement>('.taro_page')).filter(one => one.offsetParent);
    const top = shown.at(-1);
    return top?.id.includes(wanted) && top.querySelector('.screen') && !top.querySelector('.bone');
  }, path);

export const tour = (here: Here) => {
  const afterVisit = following('visit');
  test('lists that are still empty say what will be there', async () => {
    const nobody = await person(here().browser, here().origin, 'nobody');
    await nobody.signIn(`nobody-${mark}`);
    for (const path of [
      'pages/visits',
      'pages/messages',
      'booking/persons',
      'booking/my-doctors',
      'care/looks',
      'care/records',
      'care/prescriptions',
      'care/payments',
    ]) {
      await nobody.go(`/${path}/index`);
      await nobody.at('.state').waitFor();
      await nobody.look(`${named(path)}-empty`, 'small');
    }
    // What one has typed is gone when one signs out: nobody finds it on the phone.
    await nobody.go('/booking/person/index');
    await nobody.at('#name input').fill('李四');
    await nobody.go('/pages/me/index');
    await nobody.tap('退出登录');
    await nobody.page.getByText('退出', { exact: true }).click();
    await nobody.page.getByText('已退出').waitFor();
    await nobody.go('/pages/home/index');
    for (const next of [`somebody-${mark}`, `nobody-${mark}`]) {
      await nobody.signIn(next);
      await nobody.go('/booking/person/index');
      await nobody.holds('#name input', '');
      await nobody.go('/pages/home/index');
    }
    await nobody.page.context().close();
  });

  afterVisit(
    'every list of a patient with a visit, in large letters',
    async () => {
      const { patient } = here();
      await patient.page.goto(`${here().origin}/m/?seat=patient#/pages/me/index`);
      await settled(patient, 'pages/me');
      await patient.look('me');
      await patient.at('[role="switch"]').click();
      for (const path of [
        'pages/me',
        'pages/home',
        'pages/visits',
        'pages/messages',
        'booking/departments',
        'booking/find',
        'booking/persons',
        'booking/my-doctors',
        'care/looks',
        'care/records',
        'care/prescriptions',
        'care/payments',
      ]) {
        await patient.go(`/${path}/index`);
        await settled(patient, path);
        await patient.look(`${named(path)}-large`, 'small');
      }
      await patient.go('/care/copy/index');
      const kept = patient.page.waitForEvent('download');
      await patient.at('#copy-page').click();
      const copy = readFileSync(await (await kept).path(), 'utf8');
      expect(copy).toContain('<h2>病历（1）</h2>');
      expect(copy).toContain('林清和');
      await patient.look('copy', 'small');
      await patient.go('/care/looks/index');
      // Who treated them is there by name.
      await patient.sees(/医生\s*林清和/);
      await patient.page.reload();
      await patient.go('/pages/home/index');
      await patient.tap('标准模式');
      await patient.sees('长辈模式');
    },
    120_000,
  );

  afterVisit('[D4.5] [D4.6] [D4.7] the pages of a doctor, and a profile that is changed', async () => {
    const { doctor } = here();
    await doctor.page.goto(`${here().origin}/m/?seat=doctor#/doctor/mine/index`);
    await doctor.at('[role="switch"][aria-checked="true"]').click();
    await doctor.at('[role="switch"][aria-checked="false"]').click();
    await doctor.at('[role="switch"][aria-checked="true"]').waitFor();
    await doctor.tap('我的资料');
    await doctor.sees('擅长');
    const shown = '.taro_page:last-child .avatar-photo img';
    const photoOf = (who: Person) => who.at('.avatar-photo img').getAttribute('src');
    const before = await photoOf(doctor);
    const chosen = doctor.page.waitForEvent('filechooser');
    await doctor.at('#photo').click();
    await (await chosen).setFiles(await drawn('林清和·新照片', here().browser));
    await doctor.page.waitForFunction(
      ([selector, was]) => document.querySelector(String(selector))?.getAttribute('src') !== was,
      [shown, before],
    );
    const after = await photoOf(doctor);
    const kept = await doctor.at('#specialities input').inputValue();
    await doctor.at('#specialities input').fill(`${kept}、${mark}`);
    await doctor.page.reload();
    await doctor.sees('擅长');
    await doctor.holds('#specialities input', `${kept}、${mark}`);
    await doctor.look('profile');
    await doctor.tap('保存资料');
    await doctor.sees(/^候诊/);
    await doctor.go('/doctor/profile/index');
    await doctor.sees('擅长');
    await doctor.holds('#specialities input', `${kept}、${mark}`);
    await doctor.at('#specialities input').fill(kept);
    await doctor.tap('保存资料');
    await doctor.sees(/^候诊/);
    // Whoever looks at the doctor from now on sees it, signed in or not.
    const { patient } = here();
    const found = await fetch(`${here().origin}/api/doctors?q=${encodeURIComponent('林清和')}`);
    const { rows } = (await found.json()) as { rows: { practitionerId: string }[] };
    await patient.page.goto(
      `${here().origin}/m/?seat=patient#/booking/doctor/index?doctorId=${rows[0]?.practitionerId}`,
    );
    await patient.at(`.avatar-photo img[src="${after}"]`).waitFor();
    expect((await fetch(String(after))).headers.get('content-type')).toBe('image/jpeg');
  });

  test('two phones stand beside each other on the demo page, and the left one pays in a window of its own', async () => {
    const context = await here().browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    });
    await withChinese(context);
    const page = await context.newPage();
    await page.goto(`${here().origin}/demo`);
    await page.frameLocator('[title="患者的手机"]').getByText('按科室找').waitFor();
    await page.frameLocator('[title="医生的手机"]').getByRole('button', { name: '工作台' }).waitFor();
    await page.screenshot({ path: `${pictures}m-demo-1280.png` });
    const left = page.frameLocator('[title="患者的手机"]');
    const at = (selector: string) => left.locator('.taro_page:visible').last().locator(selector).first();
    await at('#search').click();
    await at('#q input').fill('lqh');
    await at('.doctor-card').click();
    // Another day than the other tests: this person waits nowhere.
    await at('.strip-day:nth-child(2)').click();
    await at('.session-book:not(.off)').click();
    await at('#symptoms textarea').fill('头晕');
    await at('#diagnosis input').fill('高血压');
    await at('#book:not([aria-disabled])').click();
    const cashier = async () => {
      const opened = page.waitForEvent('popup');
      await at('#pay:not([aria-disabled])').click();
      return opened;
    };
    await (await cashier()).getByRole('button', { name: '取消' }).click();
    await left.getByText('您取消了支付，没有扣款').waitFor();
    await (await cashier()).getByText('余额不足').click();
    await left.getByText('支付没有成功，没有扣款').waitFor();
    const paying = await cashier();
    // The window is gone before it can tell: what counts is what WeChat says.
    await paying.route('**/m/**', route => route.abort());
    const paid = paying.waitForResponse(/_standin\/cashier/);
    await paying.getByText('立即支付').click();
    await paid;
    await paying.close();
    await left.getByText('支付成功').waitFor();
    await context.close();
  });
};
