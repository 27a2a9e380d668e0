/** The built H5 in Chromium at 375 × 667: one visit seen by patient and doctor; pictures of every screen go to build/screenshots. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = createRequire(new URL('../../package.json', import.meta.url));
const { chromium } = root('playwright-core');
const Chromium = (await import(root.resolve('@sparticuz/chromium'))).default;
const { HOSPITAL: hospital, FRONT: front } = process.env;
const pictures = fileURLToPath(new URL('../../build/screenshots', import.meta.url));
mkdirSync(pictures, { recursive: true });

let browser;
const problems = [];
/** Tells this visit from those of earlier runs on the same hospital. */
const complaint = `血压控制不稳，晨起偏高两周（${Date.now().toString(36)}）`;
const person = async seat => {
  const context = await browser.newContext({ viewport: { width: 375, height: 667 }, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', error => problems.push(`${seat}: ${error.message}`));
  await page.goto(`${front}/m/?seat=${seat}`);
  const shown = () => page.locator('.taro_page:visible').last();
  return {
    page,
    context,
    sees: words => shown().getByText(words).first().waitFor(),
    tap: words => shown().getByText(words).first().click(),
    at: selector => shown().locator(selector).first(),
    go: path =>
      page.evaluate(hash => {
        location.hash = hash;
      }, path),
    shot: async name => {
      // A page that slides in is still where it came from.
      await page.evaluate(() => Promise.all(document.getAnimations().map(one => one.finished.catch(() => undefined))));
      const { width } = await page.evaluate(() => ({ width: document.documentElement.scrollWidth }));
      assert.ok(width <= 375, `${name} is ${width} wide`);
      await page.screenshot({ path: `${pictures}/m-${name}.png` });
    },
  };
};
const staff = async (login, path, body = {}) => {
  const post = async (where, what, headers = {}) =>
    (
      await fetch(`${hospital}/api/${where}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(what),
      })
    ).json();
  const accounts = await (await fetch(`${hospital}/demo/accounts`)).json();
  const { password } = accounts.find(one => one.login === login);
  const { accessToken } = await post('sign-in/staff', { login, password });
  return post(path, body, { authorization: `Bearer ${accessToken}`, 'idempotency-key': crypto.randomUUID() });
};
const afterMark = (page, mark) => page.url().split(`${mark}=`)[1].split('&')[0];

let patient;
let doctor;
let prescriptionId;
before(async () => {
  browser = await chromium.launch({ executablePath: await Chromium.executablePath(), args: Chromium.args });
  patient = await person('patient');
  doctor = await person('doctor');
});
after(() => browser?.close());

test('[P1] a demo patient signs in with one tap, beside a doctor in the same browser', async () => {
  await patient.sees('推荐医生');
  await patient.shot('home');
  await patient.at('#to-sign-in').click();
  await patient.at('input').fill(`walker-${Date.now()}`);
  await patient.shot('sign-in');
  await patient.at('#wechat-sign-in').click();
  await patient.sees('按科室找');
  await doctor.go('/pages/sign-in/index?as=staff');
  await doctor.at('#demo-doctor').click();
  await doctor.sees('林清和');
  await doctor.shot('bench');
});

test('[P6.8] what was typed is there again after a reload', async () => {
  await patient.at('.doctor-card').click();
  await patient.sees('个号');
  await patient.shot('doctor');
  await patient.at('.session-book:not(.off)').click();
  await patient.at('#add-person').click();
  await patient.at('#name input').fill('王小明');
  await patient.at('#phone input').fill('13900001234');
  await patient.at('#id-number input').fill('110105194912310021');
  await patient.sees('身份证号码不正确，请核对每一位');
  await patient.shot('person');
  await patient.at('#id-number input').fill('11010519491231002X');
  await patient.at('#save-person').click();
  await patient.at('#symptoms textarea').fill(complaint);
  await patient.at('#diagnosis input').fill('高血压 2 级');
  await patient.page.reload();
  await patient.sees('王小明');
  assert.equal(await patient.at('#symptoms textarea').inputValue(), complaint);
  await patient.at('#consent').click();
  await patient.sees('请先阅读到最后');
  await patient.at('#consent-end').scrollIntoViewIfNeeded();
  await patient.tap('我已阅读并同意');
  await patient.sees('已同意知情同意书');
  await patient.shot('book');
});

test('[P6.9] a failed payment keeps the number, the next one books it', async () => {
  await patient.at('#book').click();
  await patient.sees('内完成支付');
  await patient.shot('pay');
  await patient.at('#pay').click();
  await patient.page.getByText('余额不足').click();
  await patient.sees('支付没有成功，没有扣款');
  await patient.shot('pay-failed');
  await patient.at('#pay').click();
  await patient.page.getByText('立即支付').click();
  await patient.sees('挂号成功');
  await patient.shot('paid');
  await patient.at('#to-visit').click();
  await patient.sees('号，已支付');
  await patient.shot('visit');
});

test('[D3.3] [P6.14] the doctor accepts, and both write to each other', async () => {
  await doctor.at(`.waiting:has-text("${complaint}")`).locator('.button').first().click();
  await doctor.at('.composer textarea').fill('您好，最近血压多少？');
  await doctor.at('#send').click();
  await patient.tap('进入问诊');
  await patient.sees('您好，最近血压多少？');
  await patient.at('.composer textarea').fill('早上 155/95');
  await doctor.sees('对方正在输入');
  await patient.at('#send').click();
  await doctor.sees('早上 155/95');
  await patient.sees('已读');
  await patient.shot('chat');
  await doctor.shot('consult-chat');
});

test('[P6.14] a message written without a network is sent again by a tap', async () => {
  await patient.context.setOffline(true);
  await patient.at('.composer textarea').fill('断网时写的');
  await patient.at('#send').click();
  try {
    await patient.sees('没有发出');
    await patient.sees('没有网络');
    await patient.shot('offline');
  } finally {
    await patient.context.setOffline(false);
  }
  await patient.tap('重发');
  await doctor.sees('断网时写的');
});

test('[D3.8] [D3.10] record and prescription, with the rules beside the fields', async () => {
  await doctor.at('.panes').getByText('病历').click();
  await doctor.at('.diagnosis-search input').fill('gxy');
  await doctor.at('.results .list-row').click();
  for (const [field, words] of Object.entries({
    chiefComplaint: '血压升高两周',
    presentIllness: '晨起 155/95',
    pastHistory: '无特殊',
    advice: '低盐饮食',
  }))
    await doctor.at(`#${field} textarea`).fill(words);
  await doctor.shot('record');
  await doctor.at('#save-record').click();
  await doctor.page.getByText('已保存', { exact: true }).waitFor();
  await doctor.at('.panes').getByText('处方').click();
  await doctor.at('#prescribe').click();
  await doctor.at('#drug-search input').fill('a');
  await doctor.sees('不能线上开具');
  await doctor.shot('drugs');
  await doctor.at('.drug:not(:has(.danger))').click();
  await doctor.at('.dose input').fill('5 mg');
  await doctor.at('.days input').fill('14');
  await doctor.tap('每日一次');
  await doctor.sees('超过 7 天用量须填写理由');
  await doctor.shot('prescribe');
  await doctor.at('#long-reason input').fill('慢性病，病情稳定');
  await doctor.at('#hand-in').click();
  await doctor.sees('待审方');
  prescriptionId = afterMark(doctor.page, 'prescriptionId');
});

test('[D3.11] [P7.3] [P8.2] passed, published, paid, and a code for the pharmacy', async () => {
  await staff('pharmacist', `prescription/${prescriptionId}/claim`);
  await staff('pharmacist', `prescription/${prescriptionId}/pass`);
  await doctor.at('#publish').click();
  await doctor.page.getByText('发布', { exact: true }).last().click();
  await doctor.sees('待患者缴费');
  await doctor.shot('prescription-doctor');
  await patient.tap('查看处方');
  await patient.sees('药师审核通过');
  await patient.shot('prescription');
  await patient.at('.footer .button').click();
  await patient.at('#pay').click();
  await patient.page.getByText('立即支付').click();
  await patient.sees('药房正在为您备药');
  await patient.at('#to-visit').click();
  await patient.tap('出示取药码');
  await patient.at('#pick-up-qr').waitFor();
  await patient.shot('pick-up');
});

test('长辈模式 makes everything larger and stays on', async () => {
  await patient.go('/pages/home/index');
  await patient.tap('长辈模式');
  await patient.page.reload();
  await patient.sees('标准模式');
  await patient.shot('large');
});

test('no page threw an error', () => assert.deepEqual(problems, []));
