/** Every page there is: while it loads, when it may not be seen, and as it is; in large letters too. */
import { expect, test } from '@jest/globals';
import { portrait } from '@yunzhen/local/seed/portrait';
import type { Browser, Route } from 'playwright-core';
import { withChinese } from '../../dashboard/testing/chinese.ts';
import { type Person, person, pictures } from './person.ts';
import { type Here, mark } from './scene.ts';

/** A page that shows what was asked for, with an id of nothing in particular. */
const some = '01890000-0000-7000-8000-000000000000';
const asking = {
  patient: {
    'pages/home': '',
    'pages/visits': '',
    'pages/messages': '',
    'booking/departments': '',
    'booking/find': '',
    'booking/doctor': `doctorId=${some}`,
    'booking/persons': '',
    'booking/consent': '',
    'booking/book': `sessionId=${some}`,
    'booking/pay': `purpose=registration&subjectId=${some}`,
    'booking/my-doctors': '',
    'care/visit': `registrationId=${some}`,
    'care/chat': `consultationId=${some}`,
    'care/record': `recordId=${some}`,
    'care/records': '',
    'care/prescription': `prescriptionId=${some}`,
    'care/prescriptions': '',
    'care/pick-up': `dispensingId=${some}`,
    'care/payments': '',
    'care/complaint': `subject=consultation&id=${some}`,
  },
  doctor: {
    'doctor/bench': '',
    'doctor/consult': `consultationId=${some}`,
    'doctor/prescription': `prescriptionId=${some}`,
    'doctor/prescriptions': '',
    'doctor/schedule': '',
    'doctor/ratings': '',
    'doctor/mine': '',
    'doctor/profile': '',
    'doctor/templates': '',
  },
} as const;

/** A portrait as a picture file. */
const drawn = async (name: string, browser: Browser) => {
  const page = await browser.newPage({ viewport: { width: 240, height: 240 } });
  await page.setContent(`<body style="margin:0">${portrait(name, 'male')}</body>`);
  const buffer = await page.screenshot({ type: 'png' });
  await page.close();
  return { name: 'portrait.png', mimeType: 'image/png', buffer };
};

const named = (page: string) => page.replace('pages/', '').replace('/', '-');

/** Nothing is loading any more. */
const settled = ({ page }: Person) =>
  page.waitForFunction(() => !document.querySelector('.taro_page:last-child .bone'));

export const tour = (here: Here) => {
  const everyPage = async (seat: 'patient' | 'doctor') => {
    const stranger = await person(here().browser, here().origin, `stranger-${seat}`);
    if (seat === 'patient') await stranger.signIn(`stranger-${mark}`);
    else await stranger.signInAsDoctor();
    const held: Route[] = [];
    let answering = false;
    const refuse = (route: Route) =>
      route.fulfill({ status: 403, json: { type: 'about:blank', title: 'no', status: 403, code: 'forbidden' } });
    await stranger.page.route(/\/api\/(?!sign-in|realtime)/, route =>
      answering ? refuse(route) : void held.push(route),
    );
    // Forgets what was answered before.
    await stranger.page.reload();
    for (const [path, params] of Object.entries(asking[seat])) {
      answering = false;
      await stranger.go(`/${path}/index${params && `?${params}`}`);
      await stranger.at('.bone').waitFor();
      await stranger.look(`${named(path)}-loading`, 'small');
      answering = true;
      await Promise.all(held.splice(0).map(refuse));
      await stranger.sees('您没有查看或操作的权限');
      await stranger.sees('重试');
      await stranger.look(`${named(path)}-forbidden`, 'small');
    }
    await stranger.page.unrouteAll({ behavior: 'ignoreErrors' });
    await stranger.page.context().close();
  };
  test('pages show bones while they load, and say when they may not be seen', async () => {
    await Promise.all([everyPage('patient'), everyPage('doctor')]);
  }, 120_000);

  test('lists that are still empty say what will be there', async () => {
    const nobody = await person(here().browser, here().origin, 'nobody');
    await nobody.signIn(`nobody-${mark}`);
    for (const path of [
      'pages/visits',
      'pages/messages',
      'booking/persons',
      'booking/my-doctors',
      'care/records',
      'care/prescriptions',
      'care/payments',
    ]) {
      await nobody.go(`/${path}/index`);
      await nobody.at('.state').waitFor();
      await nobody.look(`${named(path)}-empty`, 'small');
    }
    await nobody.page.context().close();
  });

  test('every page of a patient with a visit, in ordinary and in large letters', async () => {
    const { patient } = here();
    await patient.page.goto(`${here().origin}/m/?seat=patient`);
    for (const size of ['', '-large']) {
      for (const path of [
        'pages/home',
        'pages/visits',
        'pages/messages',
        'pages/me',
        'booking/departments',
        'booking/find',
        'booking/persons',
        'booking/my-doctors',
        'care/records',
        'care/prescriptions',
        'care/payments',
      ]) {
        await patient.go(`/${path}/index`);
        await settled(patient);
        await patient.look(`${named(path)}${size}`, size ? 'small' : 'both');
      }
      await patient.go('/pages/home/index');
      if (!size) await patient.tap('长辈模式');
    }
    await patient.page.reload();
    await patient.sees('标准模式');
    await patient.tap('标准模式');
    await patient.sees('长辈模式');
  }, 120_000);

  test('[D4.5] [D4.6] [D4.7] the pages of a doctor, and a profile that is changed', async () => {
    const { doctor } = here();
    await doctor.page.goto(`${here().origin}/m/?seat=doctor#/doctor/bench/index`);
    for (const path of ['doctor/bench', 'doctor/prescriptions', 'doctor/schedule', 'doctor/mine']) {
      await doctor.go(`/${path}/index`);
      await settled(doctor);
      await doctor.look(named(path));
    }
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
    expect(await doctor.at('#specialities input').inputValue()).toBe(`${kept}、${mark}`);
    await doctor.look('profile');
    await doctor.tap('保存资料');
    await doctor.sees(/^候诊/);
    await doctor.go('/doctor/profile/index');
    await doctor.sees('擅长');
    expect(await doctor.at('#specialities input').inputValue()).toBe(`${kept}、${mark}`);
    await doctor.at('#specialities input').fill(kept);
    await doctor.tap('保存资料');
    await doctor.sees(/^候诊/);
    // Whoever looks at the doctor from now on sees it, signed in or not.
    const { patient } = here();
    await patient.page.goto(`${here().origin}/m/?seat=patient`);
    await patient.at(`.avatar-photo img[src="${after}"]`).waitFor();
    expect((await fetch(String(after))).headers.get('content-type')).toBe('image/jpeg');
  });

  test('[D4.3] my templates are renamed, shared and deleted', async () => {
    const { doctor } = here();
    await doctor.go('/doctor/mine/index');
    await doctor.tap('我的模板');
    await doctor.at('.template').waitFor();
    await doctor.look('templates');
    await doctor.at(`.template:has-text("${mark}")`).click();
    await doctor.at('#template-name input').fill(`续方二 ${mark}`);
    await doctor.tap('本科室医生');
    await doctor.look('template-edit');
    await doctor.at('#change-template').click();
    await doctor.at(`.template:has-text("续方二 ${mark}"):has-text("科室可用")`).click();
    await doctor.at('#delete-template').click();
    await doctor.page.getByText('科室同事也不能再用').waitFor();
    await doctor.page.getByText('删除', { exact: true }).last().click();
    await doctor.at(`.template:has-text("${mark}")`).waitFor({ state: 'detached' });
    await doctor.tap('病历');
    await doctor.at(`.template:has-text("复诊 ${mark}")`).waitFor();
  });

  test('two phones stand beside each other on the demo page', async () => {
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
    await context.close();
  });
};
