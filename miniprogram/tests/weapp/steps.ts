/** A patient's first steps in the app built for WeChat, each going on from the one before. */
import type { Phone } from './phone.mjs';

export const steps: Readonly<Record<string, (patient: Phone) => Promise<void>>> = {
  '[P1] on WeChat: home shows departments and doctors before anybody signs in': async patient => {
    await patient.sees('热门科室');
    await patient.sees('已接诊');
    await patient.sees('长辈模式');
  },

  '[P1] on WeChat: signing in comes back home': async patient => {
    await patient.tap('#to-sign-in');
    await patient.on('pages/sign-in/index');
    await patient.tap('#wechat-sign-in');
    await patient.on('pages/home/index');
    await patient.sees('按科室找');
  },

  '[P6.3] on WeChat: from a doctor to a number': async patient => {
    await patient.tap('#search');
    await patient.on('booking/search/index');
    await patient.type('#q', 'lqh');
    await patient.tap('.doctor-card', '林清和');
    await patient.on('booking/doctor/index');
    await patient.sees('个号');
    await patient.tap('.session-book');
    await patient.on('booking/book/index');
    await patient.sees('请先添加就诊人');
  },

  '[P3] on WeChat: a wrong ID number is said beside the field, a right one is added': async patient => {
    await patient.tap('#add-person');
    await patient.on('booking/person/index');
    await patient.type('#name', '王小明');
    await patient.type('#phone', '13900001234');
    await patient.type('#id-number', '110105194912310021');
    await patient.sees('身份证号码不正确');
    await patient.type('#id-number', '11010519491231002X');
    await patient.sees('女 · ');
    await patient.tap('#save-person');
    await patient.on('booking/book/index');
    await patient.sees('王小明（本人');
  },

  '[P6.1] on WeChat: the consent is accepted once it was read': async patient => {
    await patient.type('#symptoms', '血压控制不稳，晨起偏高两周');
    await patient.type('#diagnosis', '高血压 2 级');
    await patient.sees('请先阅读并同意知情同意书');
    await patient.tap('#consent');
    await patient.on('booking/consent/index');
    await patient.sees('全文完');
    await patient.loses('请先阅读到最后');
    await patient.tap('#agree');
    await patient.on('booking/book/index');
    await patient.sees('已同意知情同意书');
  },

  '[P6.6] [P6.9] on WeChat: the number is held, paid, and the visit waits': async patient => {
    await patient.tap('#book');
    await patient.on('booking/pay/index');
    await patient.sees('内完成支付');
    await patient.tap('#pay');
    await patient.sees('支付成功');
    await patient.sees('挂号成功');
    await patient.tap('#to-visit');
    await patient.on('care/visit/index');
    await patient.sees('候诊');
    // Told over the socket: HIS has confirmed it.
    await patient.sees('号，已支付');
    await patient.loses('实时更新已断开');
  },
};
