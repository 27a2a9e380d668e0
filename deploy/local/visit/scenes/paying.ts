/** Paying: an order at WeChat Pay, the cashier on the phone, the notification that comes back, and what was paid for. */

import { channels } from '@yunzhen/contracts/channels';
import type { Business } from '@yunzhen/contracts/payment/bill';
import { type PayParams, paymentEndpoints } from '@yunzhen/contracts/payment/endpoints';
import { paymentQueries } from '@yunzhen/contracts/payment/queries';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { order as wanted } from '@yunzhen/people/payment';
import { v7 } from 'uuid';
import { yuan } from '../narrator.ts';
import { must, type Stage } from '../stage.ts';
import type { Patient } from './arriving.ts';

export interface Order {
  readonly paymentId: string;
  readonly params: PayParams;
}

/** An order that can be paid. */
export const order = (stage: Stage, who: Patient, business: Business, subjectId: string): Promise<Order> =>
  stage.step(who, business === 'registration' ? '去支付挂号费' : '去支付处方', async ({ command, told, note }) => {
    const paymentId = v7();
    await command('payment.created', wanted(who.actor, paymentId, business, subjectId));
    await told(who, channels.personal(who.id), 'payment.tender-prepared', { paymentId });
    const { params } = await who.api.call(paymentEndpoints.payParams, { paymentId });
    must(params, 'the order cannot be paid');
    note(`pay-params: ${params.package}, signed RSA`);
    return { paymentId, params };
  });

/** Pays it at the cashier; ends when the hospital knows it from WeChat. */
export const pay = (stage: Stage, who: Patient, { paymentId, params }: Order): Promise<void> =>
  stage.step(who, '在微信收银台付款', async ({ told, view, note }) => {
    const transaction = await stage.phone.pay(params);
    note(`cashier: signature checked, paid as ${transaction}; WeChat notifies the hospital`);
    await told(who, channels.personal(who.id), 'payment.succeeded', { paymentId });
    await view(paymentQueries.payment, { paymentId }, ({ status, paid, tenders }) => {
      return status === 'succeeded' && tenders[0]?.transactionId === transaction && `${status}, ${yuan(paid)}`;
    });
  });

/** What follows by itself once a registration is paid. */
export const waitsForDoctor = (stage: Stage, who: Patient, registrationId: string): Promise<void> =>
  stage.step(who, '医院系统收下挂号，开始候诊', async ({ told, view }) => {
    await told(who, channels.personal(who.id), 'registration.booked', { registrationId });
    await told(who, channels.personal(who.id), 'consultation.opened', { consultationId: registrationId });
    await view(registrationQueries.visit, { registrationId }, ({ registration, queue }) => {
      const { status, number, hisNumber } = registration;
      return (
        status === 'booked' && queue !== null && `${status}, number ${number}, HIS ${hisNumber}, ${queue.ahead} ahead`
      );
    });
  });

/** From the held number to the queue. Answers the payment's id. */
export const payRegistration = async (stage: Stage, who: Patient, registrationId: string): Promise<string> => {
  const placed = await order(stage, who, 'registration', registrationId);
  await pay(stage, who, placed);
  await waitsForDoctor(stage, who, registrationId);
  return placed.paymentId;
};
