/** A parent: looks for a doctor by initials, books for a small child with a long name, is signed out meanwhile, and gives numbers back. */
import { expect } from '@jest/globals';
import { idNumberOf } from '@yunzhen/people/id-number';
import { type Person, person } from './person.ts';
import { type Here, inOrder, mark } from './scene.ts';

const childName = '阿布都热合曼·买买提·吐尔逊江·艾山';
const chiefComplaint = `咳嗽三天，夜里明显（${mark}）`;
const birthDate = `${new Date().getUTCFullYear() - 3}-03-05`;

export const booking = (here: Here) => {
  const step = inOrder(here, 'booking');
  const login = `parent-${mark}`;
  let parent: Person;
  const pay = async () => {
    await parent.at('#book').click();
    await parent.at('#pay').click();
    await parent.page.getByText('立即支付').click();
    await parent.sees('挂号成功');
    await parent.at('#to-visit').click();
    await parent.sees('号，已支付');
  };

  step('[P1] doctors are found by initials, departments by name, and nothing found says so', async () => {
    parent = await person(here().browser, here().origin, 'parent');
    await parent.signIn(login);
    await parent.at('#search').click();
    await parent.look('search');
    await parent.at('input').fill('不存在的病');
    await parent.sees('没有找到');
    await parent.look('search-nothing');
    await parent.at('input').fill('心血管');
    await parent.at('.chip').getByText('心血管内科').waitFor();
    await parent.at('input').fill('lqh');
    await parent.at('.doctor-card').getByText('林清和').waitFor();
    await parent.look('search-found');
    await parent.at('.doctor-card').click();
  });

  step('[P6.5] a doctor is followed, and the licence is behind the photo', async () => {
    await parent.sees('个号');
    await parent.tap('关注');
    await parent.sees('已关注');
    await parent.tap('执业证');
    await parent.sees('证书编号');
    await parent.look('licence');
    const inside = () => parent.page.evaluate(() => document.activeElement?.closest('.sheet') !== null);
    expect(await inside()).toBe(true);
    await parent.page.keyboard.press('Tab');
    expect(await inside()).toBe(true);
    await parent.page.keyboard.press('Escape');
    await parent.at('.sheet').waitFor({ state: 'detached' });
    expect(await parent.page.evaluate(() => document.activeElement?.textContent)).toContain('执业证');
  });

  step('[P6.8] a child under six needs a guardian, and the form asks for the weight', async () => {
    await parent.at('.session-book:not(.off)').click();
    await parent.at('#add-person').click();
    await parent.tap('子女');
    await parent.at('#name input').fill(childName);
    await parent.at('#phone input').fill('13900001234');
    await parent.at('#id-number input').fill(idNumberOf(birthDate, 137));
    await parent.sees('六岁以下儿童须由监护人陪同就诊');
    await parent.sees('请填写监护人姓名');
    await parent.at('#guardian-name input').fill('王建国');
    await parent.look('person-child');
    await parent.expire();
    await parent.at('#save-person').click();
    await parent.tap('登录后保存，填写的内容已保留');
    await parent.at('#person input').fill(login);
    await parent.at('#wechat-sign-in').click();
    await parent.at('#save-person').waitFor();
    await parent.holds('#id-number input', idNumberOf(birthDate, 137));
    await parent.at('#save-person').click();
    await parent.sees('六岁以下儿童表单');
    await parent.holds('#guardian input', '王建国');
    await parent.at('#symptoms textarea').fill(chiefComplaint);
    await parent.at('#diagnosis input').fill('急性支气管炎');
    await parent.at('#weight input').fill('14.5');
    await parent.at('#consent').click();
    await parent.at('#consent-end').scrollIntoViewIfNeeded();
    await parent.tap('我已阅读并同意');
    await parent.sees('已同意知情同意书');
    // This doctor treats adults: the form says so before it is sent, and leads to paediatrics.
    await parent.sees('未满六岁，须由儿科医生接诊');
    await parent.at('.button:has-text("去儿科挂号")').waitFor();
    await parent.look('book-child');
  });

  step('[P6.8] what was typed about one person is never shown for another', async () => {
    await parent.at('#add-person').click();
    await parent.at('#name input').fill('王建国');
    await parent.at('#phone input').fill('13900001235');
    await parent.at('#id-number input').fill(idNumberOf('1985-06-07', 211));
    await parent.at('#save-person').click();
    const choose = (name: string) => parent.at(`.chip:has-text("${name}")`).click();
    await parent.holds('#symptoms textarea', chiefComplaint);
    await choose('王建国（');
    await parent.page.locator('dialog').getByText('再想想').click();
    await parent.holds('#symptoms textarea', chiefComplaint);
    await choose('王建国（');
    await parent.page.locator('dialog').getByText('换人').click();
    await parent.sees('成人表单');
    await parent.holds('#symptoms textarea', '');
    await choose(childName);
    await parent.sees('六岁以下儿童表单');
    await parent.holds('#symptoms textarea', chiefComplaint);
    await parent.holds('#weight input', '14.5');
    await parent.at('#guardian input').fill('');
    await parent.holds('#guardian input', '');
    await parent.page.reload();
    await parent.sees('六岁以下儿童表单');
    await parent.holds('#guardian input', '');
    await parent.at('#guardian input').fill('王建国');
  });

  const fillIn = async () => {
    await parent.at('#symptoms textarea').fill(chiefComplaint);
    await parent.at('#diagnosis input').fill('急性支气管炎');
  };
  step('a network or a session that ends in the middle of a form loses nothing of it', async () => {
    await parent.at('.chip:has-text("王建国（")').click();
    await parent.page.locator('dialog').getByText('换人').click();
    await parent.sees('成人表单');
    await fillIn();
    await parent.offline(async () => {
      await parent.at('#book').click();
      await parent.sees('网络没有响应');
      await parent.look('book-offline', 'small');
    });
    await parent.expire();
    await parent.at('#book').click();
    await parent.sees('您填写的内容已保留');
    await parent.look('book-expired');
    await parent.at('.state .button').click();
    await parent.at('#person input').fill(login);
    await parent.at('#wechat-sign-in').click();
    await parent.sees('成人表单');
    await parent.holds('#symptoms textarea', chiefComplaint);
    await parent.holds('#diagnosis input', '急性支气管炎');
  });

  step('[P6.12] a paid number is given back, and the money comes the way it went', async () => {
    await pay();
    const focused = () => parent.page.evaluate(() => document.activeElement?.textContent);
    await parent.at('.button.danger').focus();
    await parent.page.keyboard.press('Enter');
    await parent.page.locator('dialog').getByText('再想想').waitFor();
    await parent.look('visit-cancelling', 'small');
    await parent.page.keyboard.press('Escape');
    await parent.page.locator('dialog').waitFor({ state: 'detached' });
    expect(await focused()).toBe('取消挂号');
    await parent.tap('取消挂号');
    await parent.page.getByText('取消挂号', { exact: true }).last().click();
    await parent.sees(/已退回/);
    await parent.look('visit-cancelled');
  });

  step('[D3.3] a doctor refuses with a reason, and the patient reads it', async () => {
    const doctor = await person(here().browser, here().origin, 'refusing-doctor');
    await doctor.signInAsDoctor();
    await parent.go('/booking/search/index');
    await parent.at('input').fill('lqh');
    await parent.at('.doctor-card').click();
    await parent.at('.session-book:not(.off)').click();
    await parent.at('.chip:has-text("王建国（")').click();
    await fillIn();
    await pay();
    await doctor.tap(/^候诊/);
    const waiting = doctor.at(`.waiting:has-text("${chiefComplaint}")`);
    await waiting.getByText('退诊').click();
    await doctor.tap('病情需要面诊检查');
    await doctor.look('reject');
    await doctor.tap('退诊并退款');
    await waiting.waitFor({ state: 'detached' });
    await parent.sees('医生退诊：病情需要面诊检查');
    await parent.sees(/已退回/);
    await parent.look('visit-rejected');
    await doctor.page.context().close();
  });

  step('[P6.11] a hold that runs out says so, and cannot be paid', async () => {
    await parent.go('/booking/search/index');
    await parent.at('input').fill('lqh');
    await parent.at('.doctor-card').click();
    await parent.at('.session-book:not(.off)').click();
    await parent.at('.chip:has-text("王建国（")').click();
    await fillIn();
    await parent.at('#book').click();
    await parent.sees('内完成支付');
    await parent.page.clock.install();
    await parent.page.reload();
    await parent.sees('内完成支付');
    await parent.page.clock.fastForward('16:00');
    await parent.sees('支付时间已过');
    await parent.at('.footer').getByText('重新预约').waitFor();
    await parent.look('pay-late');
    await parent.page.context().close();
  });
};
