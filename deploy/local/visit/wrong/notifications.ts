/** (6) WeChat tells twice, too late, or it is not WeChat at all who tells. */

import { channels } from '@yunzhen/contracts/channels';
import { paymentQueries } from '@yunzhen/contracts/payment/queries';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { check } from '@yunzhen/people/payment';
import { z } from 'zod';
import type { Control } from '../control.ts';
import { clock } from '../narrator.ts';
import { order, pay, waitsForDoctor } from '../scenes/paying.ts';
import { refunded } from '../scenes/refunding.ts';
import { must } from '../stage.ts';
import { type Cast, holding } from './cast.ts';
import { countdown } from './countdown.ts';

const sent = z.array(z.object({ about: z.string(), attempts: z.array(z.object({ answer: z.unknown() })) }));

/** How the hospital answered each notification of an order, once there are so many. */
const answersTo = async (wechat: Control, paymentId: string, attempts: number): Promise<readonly unknown[]> => {
  for (let tries = 0; tries < 600; tries++) {
    const about = paymentId.replaceAll('-', '');
    const all = sent.parse(await wechat('GET', 'notifications')).filter(one => one.about === about);
    const answers = all.flatMap(one => one.attempts.map(({ answer }) => answer));
    if (answers.length >= attempts) return answers;
    await new Promise(next => setTimeout(next, 100));
  }
  return [];
};

/** Paid once, told twice: nothing happens twice. */
export const toldTwice = async (cast: Cast): Promise<void> => {
  const { stage } = cast;
  const { patient, registrationId } = await holding(cast);
  const { paymentId, params } = await order(stage, patient, 'registration', registrationId);
  await stage.step(patient, '付款一次，微信通知了两次', async ({ told, view, note }) => {
    await stage.phone.pay(params, 'twice');
    await told(patient, channels.personal(patient.id), 'payment.succeeded', { paymentId });
    await told(patient, channels.personal(patient.id), 'registration.booked', { registrationId });
    const answers = await answersTo(stage.phone.wechat, paymentId, 2);
    must(answers.length === 2, 'WeChat did not notify twice');
    note(`two notifications, answered ${answers.join(' and ')}`);
    const successes = patient.inbox.pushes.filter(({ data }) => data.type === 'payment.succeeded');
    must(successes.length === 1, `the patient was told of ${successes.length} payments`);
    await view(paymentQueries.payment, { paymentId }, ({ status, refunds }) => {
      return status === 'succeeded' && refunds.length === 0 && 'paid once, nothing to give back';
    });
    await view(registrationQueries.registration, { registrationId }, ({ status }) => status === 'booked' && status);
  });
};

/** Somebody says "paid" with a signature that is not WeChat's: nothing changes, and paying still works. */
export const forged = async (cast: Cast): Promise<void> => {
  const { stage } = cast;
  const { patient, registrationId } = await holding(cast);
  const { paymentId, params } = await order(stage, patient, 'registration', registrationId);
  await stage.step(patient, '有人伪造了支付成功的通知', async ({ command, view, note }) => {
    const prepay_id = params.package.slice('prepay_id='.length);
    const { answer } = z
      .object({ answer: z.unknown() })
      .parse(await stage.phone.wechat('POST', 'forged-notifications', { prepay_id }));
    must(answer === 401, `the forged notification was answered ${answer}`);
    note(`POST /api/notify/wechat-pay with a wrong signature → ${answer}`);
    // The newest event is still the one before: asked at WeChat itself, the order is not paid.
    await command('payment.tender-prepared', check(patient.actor, paymentId));
    await view(paymentQueries.payment, { paymentId }, ({ status, paid }) => {
      return status === 'created' && paid === 0 && `${status}, nothing paid`;
    });
    await view(registrationQueries.registration, { registrationId }, ({ status }) => status === 'held' && status);
  });
  await pay(stage, patient, { paymentId, params });
  await waitsForDoctor(stage, patient, registrationId);
};

/** Paid in time, but the hospital hears of it after the hold: the money goes back, the number stays everybody's. */
export const toldTooLate = async (cast: Cast, seconds: number): Promise<() => Promise<void>> => {
  const { stage, his } = cast;
  const { patient, registrationId } = await holding(cast);
  const { paymentId, params } = await order(stage, patient, 'registration', registrationId);
  const { until } = await stage.step(patient, '付了款，微信却迟迟不通知', async ({ note }) => {
    const { payableUntil } = await patient.api.query(registrationQueries.registration, { registrationId });
    await stage.phone.wechat('PATCH', 'settings', { lateSeconds: seconds });
    // Closing an order would find it paid; so it is refused for a while, as by a WeChat that is in trouble.
    await stage.phone.wechat('POST', 'faults', { operation: 'close', kind: 'refuse', times: 4 });
    await stage.phone.pay(params, 'late');
    note(`the notification comes in ${seconds} s, the hold ends at ${clock(`${payableUntil}`)}`);
    return { until: `${payableUntil}` };
  });
  return async () => {
    await stage.step(patient, '通知在号被收回之后才到', async ({ told, view, note }) => {
      const stop = countdown(note, until);
      const mine = channels.personal(patient.id);
      const ended = await told(patient, mine, 'registration.timed-out', { registrationId }).finally(stop);
      const paid = await told(patient, mine, 'payment.succeeded', { paymentId });
      must(Number(paid.data.position) > Number(ended.data.position), 'the payment was heard of before the hold ended');
      await view(
        registrationQueries.registration,
        { registrationId },
        ({ status }) => status === 'timed-out' && status,
      );
    });
    await refunded(stage, {
      patient,
      paymentId,
      registrationId,
      status: 'timed-out',
      reason: '医院收到付款时号源已释放，款项原路退回',
    });
    const { result } = await his.books.registration(registrationId);
    must(result === 'not-found', `HIS knows the registration: ${result}`);
    must(!patient.inbox.pushes.some(({ data }) => data.type === 'registration.booked'), 'it was booked after all');
  };
};
