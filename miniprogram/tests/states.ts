/** Every page in every state: while it loads, when it may not be seen, when the hospital fails, as it is, and without a network. */
import { expect } from '@jest/globals';
import type { Route } from 'playwright-core';
import type { Person } from './person.ts';
import { following, type Here } from './scene.ts';

/**
 * Page, what it is asked with (`:registrationId` is the one this person has looked at), and words of what it shows (no title:
 * that stands there before anything is answered). What one page has asked for, another does not wait for: those that ask for more
 * come later, or `anew`.
 */
type Page = readonly [path: string, asked: string, words: string, how?: 'here' | 'anew'];
const pages: Readonly<Record<'patient' | 'doctor', readonly Page[]>> = {
  patient: [
    ['booking/departments', '', '心血管内科', 'here'],
    ['pages/home', '', '已接诊', 'here'],
    ['booking/find', '', '余', 'here'],
    ['booking/persons', '', '王小明', 'here'],
    ['booking/doctor', 'doctorId=:doctorId', '个号'],
    ['booking/consent', '', '全文完'],
    ['booking/book', 'clinicSessionId=:clinicSessionId', '王小明'],
    ['pages/visits', '', '林清和', 'here'],
    ['booking/pay', 'business=registration&subjectId=:registrationId', '支付成功'],
    ['booking/my-doctors', '', '林清和', 'here'],
    ['care/visit', 'registrationId=:registrationId', '问诊已完成'],
    ['care/chat', 'consultationId=:registrationId', '断网时写的'],
    ['care/rate', 'consultationId=:registrationId', '您已经评价过了', 'anew'],
    ['pages/messages', '', '林清和', 'here'],
    ['care/record', 'recordId=:registrationId', '低盐饮食'],
    ['care/records', '', '王小明', 'here'],
    ['care/prescription', 'prescriptionId=:prescriptionId', '处方笺'],
    ['care/prescriptions', '', '没有待缴费的处方', 'here'],
    ['care/pick-up', 'dispensingId=:prescriptionId', '请在药房窗口出示'],
    ['care/payments', '', '微信支付', 'here'],
    ['care/complaint', 'subject=consultation&id=:registrationId', '医院答复'],
  ],
  doctor: [
    ['doctor/profile', '', '擅长'],
    ['doctor/bench', '', '林清和', 'here'],
    ['doctor/consult', 'consultationId=:consultationId', '王小明'],
    ['doctor/prescribe', 'consultationId=:consultationId', 'Rp.', 'anew'],
    ['doctor/prescription', 'prescriptionId=:prescriptionId', '处方笺'],
    ['doctor/prescriptions', '', '第 1 版', 'here'],
    ['doctor/schedule', '', '已约', 'here'],
    ['doctor/ratings', '', '讲得清楚'],
    ['doctor/mine', '', '网络门诊', 'here'],
    ['doctor/templates', '', '高血压稳定期续方'],
  ],
};

const everyState = async (who: Person, [path, asked, words, how]: Page, answer: (how: How) => Promise<void>) => {
  const name = path.replace('pages/', '').replace('/', '-');
  const query = asked.replace(/:(\w+)/g, (_, id: string) => who.ids[id] ?? '');
  /** One tap asks for all that failed. */
  const again = async (next: How) => {
    await answer(next);
    await who.at('.button:has-text("重试")').click();
  };
  const content = async () => ((await who.at('.body, .chat-body').textContent()) ?? '').replace(/\d+/g, '#');

  await answer('later');
  await who.go(`/${path}/index${query && `?${query}`}`);
  if (how === 'anew') await who.page.reload();
  await who.at('.bone').waitFor();
  await who.look(`${name}-loading`, 'small');
  await answer(403);
  await who.sees('您没有查看或操作的权限');
  await who.look(`${name}-forbidden`, 'small');
  await again(503);
  // It asks twice more by itself, each time a little later.
  while ((await who.all('.bone').count()) > 0) await who.page.clock.fastForward(1_000);
  await who.sees('系统正忙，请稍后重试');
  await who.look(`${name}-broken`, 'small');
  await again('truly');
  await who.sees(words);
  await who.at('.bone').waitFor({ state: 'detached' });
  expect([path, await who.all('.state[role="alert"]').count()]).toEqual([path, 0]);
  if (how === 'here') await who.look(name);
  const before = await content();
  await who.offline(async () => {
    await who.sees('没有网络');
    await who.look(`${name}-offline`, 'small');
    expect(await content()).toBe(before);
  });
  await who.at('.bar').waitFor({ state: 'detached' });
};

/** Not yet, as the hospital would, or with an error of this status. */
type How = 'later' | 'truly' | number;

export const states = (here: Here) => {
  const walk = async (seat: 'patient' | 'doctor') => {
    const who = here()[seat];
    const held: Route[] = [];
    let now: How = 'later';
    const send = (route: Route): Promise<void> | undefined =>
      now === 'truly'
        ? route.continue()
        : now === 'later'
          ? void held.push(route)
          : route.fulfill({ status: now, json: { status: now, code: now === 403 ? 'forbidden' : 'unavailable' } });
    await who.page.route(/\/api\/(?!sign-in|realtime)/, send);
    await who.page.clock.install();
    // Forgets what was answered before.
    await who.page.reload();
    try {
      for (const page of pages[seat])
        await everyState(who, page, async how => {
          now = how;
          await Promise.all(held.splice(0).map(send));
        });
    } finally {
      await who.page.unrouteAll({ behavior: 'ignoreErrors' });
    }
  };
  following('visit')(
    'every page says what it is waiting for, what failed and what is safe, and comes back by itself',
    async () => {
      await Promise.all([walk('patient'), walk('doctor')]);
    },
    180_000,
  );
};
