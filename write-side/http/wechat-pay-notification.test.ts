import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { OutcomeUnknown } from '@yunzhen/platform/problem';
import { v7 } from 'uuid';
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin';
import { credentials } from '../../standins/outside/wechat/credentials.ts';
import { control, merchantClient } from '../../standins/outside/wechat/merchant.testing.ts';
import { start } from '../../standins/outside/wechat/server.ts';
import type { Feature } from '../feature.ts';
import { bind } from '../gateways/gateway.ts';
import { wechatPayClient } from '../gateways/wechat-pay/client.ts';
import { queryOrder, wechatPay } from '../gateways/wechat-pay/gateway.ts';
import type { Notice } from '../gateways/wechat-pay/notified.ts';
import { answerKeyOf, numberOf, type WechatPaySettings } from '../gateways/wechat-pay/settings.ts';
import { lineIdOf, refundIdOf } from '../payment/ids.ts';
import { initial } from '../payment/state.ts';
import { idOf } from '../testing/harness.ts';
import { served } from '../testing/served.ts';
import { ids, patient, publishedPrescription, visit } from '../testing/visit.ts';
import { wechat } from '../testing/wechat.ts';
import { paymentRoutes } from './payments.ts';

const begin = () => wechat({ start, credentials, control });
let outside: Awaited<ReturnType<typeof begin>>;
let hospital: Awaited<ReturnType<typeof visit>>;
let app: Awaited<ReturnType<typeof served>>;
/** Statuses of answered notifications, in order, and who waits for the next. */
const answered: number[] = [];
const waiting: ((status: number) => void)[] = [];
const paymentOf = async () => initial;
/** What was kept, and what became of it. */
const kept: { readonly told: Notice; readonly done: Promise<unknown> }[] = [];
const keep = async (told: Notice): Promise<void> => {
  if (failure) throw failure;
  kept.push({ told, done: act(told).catch((error: unknown) => error) });
};
/** As the reactions do what was kept. */
const act = async (told: Notice): Promise<void> => {
  for (const reaction of await gatewayOf(outside.settings())['wechat-pay.notified'](told))
    if (reaction.kind === 'send')
      await hospital.send(`${reaction.capability}-${reaction.id}`, reaction.command, reaction.input as object);
};
const acted = async (): Promise<unknown> => kept.at(-1)?.done;
const gatewayOf = (settings: WechatPaySettings) => {
  const client = wechatPayClient(settings);
  return bind(wechatPay, () => ({
    client: () => client,
    settings,
    state: async <S>(feature: Feature<S>, id: string) =>
      feature.contract.name === 'payment'
        ? ((await hospital.fresh(feature as Feature, id)).state as S)
        : ({ openid: 'sealed' } as S),
    open: async <T>() => `o${'a'.repeat(27)}` as T,
    now: () => new Date(),
  }));
};
const next = () => {
  const status = answered.shift();
  return status === undefined ? new Promise<number>(resolve => waiting.push(resolve)) : Promise.resolve(status);
};
/** Why the next notification cannot be kept. */
let failure: Error | null = null;

beforeAll(async () => {
  outside = await begin();
  hospital = await visit();
  await publishedPrescription(hospital, prescriptionId);
  app = await served(paymentRoutes(outside.settings(), { keep, paymentOf, now: () => new Date() }, async () => null));
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', async (_, reply) => {
      const heard = waiting.shift();
      if (heard) heard(reply.statusCode);
      else answered.push(reply.statusCode);
    });
  await app.listen(0, '127.0.0.1');
});
afterEach(() => {
  failure = null;
  answered.length = 0;
});
afterAll(async () => {
  await outside.close();
  await app.close();
});

const prescriptionId = idOf(50);
/** A payment at the hospital with its order at WeChat. */
const ordered = async () => {
  const paymentId = v7();
  const stream = `payment-${paymentId}`;
  await hospital.send(
    stream,
    'create',
    { lines: [{ business: 'prescription', subjectId: prescriptionId }] },
    { by: patient },
  );
  const settings = outside.settings(`${await app.getUrl()}/api/notify/wechat-pay`);
  const gateway = gatewayOf(settings);
  const order = { paymentId, patientId: ids.patient, amount: 2_500, description: '处方药品费' };
  const [prepared] = await gateway['wechat-pay.prepay']({ ...order, expiresAt: '2099-01-01T00:00:00.000Z' });
  const { prepayId } = (prepared as { input: { prepayId: string } }).input;
  const pay = (notify: string) => outside.tell('POST', 'payments', { prepay_id: prepayId, notify });
  return { paymentId, stream, prepayId, gateway, pay };
};
const paid = ['created', 'tender-succeeded', 'succeeded', 'line-paid'];
const types = (stream: string) => hospital.events(stream).map(({ type }) => type.slice('payment.'.length));

test('[P6.9] a success is kept before it is acknowledged, and then recorded', async () => {
  const { stream, pay } = await ordered();
  const told = (await pay('once')) as { transaction_id: string; success_time: string };
  expect(await next()).toBe(204);
  await acted();
  expect(types(stream)).toEqual(paid);
  expect(hospital.events(stream)[1]?.data).toMatchObject({
    method: 'wechat',
    transactionId: told.transaction_id,
    amount: 2_500,
    discount: 0,
    paidAt: new Date(told.success_time).toISOString(),
  });
});

test('[P6.9] a notification that comes twice is recorded once', async () => {
  const { stream, pay } = await ordered();
  await pay('twice');
  expect([await next(), await next()]).toEqual([204, 204]);
  await acted();
  expect(types(stream)).toEqual(paid);
});

test('[P6.9] a forged notification is refused, and the true one after it recorded', async () => {
  const { stream, pay, prepayId } = await ordered();
  expect(await outside.tell('POST', 'forged-notifications', { prepay_id: prepayId })).toEqual({ answer: 401 });
  expect(types(stream)).toEqual(['created']);
  answered.length = 0;
  await pay('forged');
  expect([await next(), await next()]).toEqual([401, 204]);
  await acted();
  expect(types(stream)).toEqual(paid);
});

test('[P6.9] what could not be kept is not acknowledged, and comes again', async () => {
  const { stream, pay } = await ordered();
  failure = new OutcomeUnknown('the store does not answer');
  await pay('once');
  expect(await next()).toBe(503);
  expect(types(stream)).toEqual(['created']);
  failure = null;
  expect(await next()).toBe(204);
  await acted();
  expect(types(stream)).toEqual(paid);
});

test('[P6.12] what became of a refund is recorded', async () => {
  const { paymentId, stream, pay, gateway } = await ordered();
  await pay('once');
  await next();
  const refundId = refundIdOf(lineIdOf(paymentId, prescriptionId), 'wechat');
  const refund = { paymentId, refundId, amount: 2_500, total: 2_500, reason: '支付超时或重复' };
  const back = { subjectId: prescriptionId, ground: 'declined', reason: '支付超时或重复' };
  await hospital.send(stream, 'give-back', back);
  await gateway['wechat-pay.refund'](refund);
  await outside.tell('POST', `refunds/${numberOf(refundId)}`, { status: 'ABNORMAL' });
  expect(await next()).toBe(204);
  await acted();
  await outside.tell('POST', `refunds/${numberOf(refundId)}`, { status: 'SUCCESS' });
  expect(await next()).toBe(204);
  await acted();
  expect(types(stream)).toEqual([...paid, 'refund-requested', 'refund-accepted', 'refund-failed', 'refund-succeeded']);
  expect(hospital.events(stream).at(-1)?.data).toMatchObject({ refundId, amount: 2_500 });
});

interface Told {
  readonly event_type?: string;
  readonly resource?: object;
  /** Changes of the signed headers, and of the body after it was signed. */
  readonly headers?: Record<string, string>;
  readonly body?: (body: string) => string;
  /** Seconds to now. */
  readonly age?: number;
  readonly key?: 'certificate' | 'public-key';
  readonly apiV3Key?: string;
}
/** A notification as WeChat Pay would sign it, made here so that each part of it can be wrong. */
const notify = async (paymentId: string, told: Told = {}) => {
  const { event_type = 'TRANSACTION.SUCCESS', age = 0, key = 'public-key' } = told;
  const { merchant, platform } = outside;
  const resource = {
    mchid: merchant.mchid,
    out_trade_no: numberOf(paymentId),
    transaction_id: `42${numberOf(paymentId)}`,
    trade_state: 'SUCCESS',
    success_time: '2026-03-02T09:02:00+08:00',
    amount: { total: 2_500, currency: 'CNY' },
    ...told.resource,
  };
  const ciphertext = Aes.AesGcm.encrypt(
    JSON.stringify(resource),
    told.apiV3Key ?? merchant.apiV3Key,
    'n'.repeat(12),
    'transaction',
  );
  const sealed = { algorithm: 'AEAD_AES_256_GCM', ciphertext, nonce: 'n'.repeat(12), associated_data: 'transaction' };
  const body = JSON.stringify({ id: v7(), event_type, resource: sealed });
  const serial = key === 'certificate' ? merchant.platformCertificate.serial : merchant.platformPublicKey.id;
  const timestamp = String(Math.floor(Date.now() / 1_000) - age);
  const signature = Rsa.sign(Formatter.response(timestamp, 'nonce', body), platform.signingKeys[serial] ?? '');
  const headers = {
    'content-type': 'application/json',
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': 'nonce',
    'wechatpay-serial': serial,
    'wechatpay-signature': signature,
    ...told.headers,
  };
  const payload = told.body?.(body) ?? body;
  const { statusCode, body: said } = await app.inject({
    method: 'POST',
    url: '/api/notify/wechat-pay',
    headers,
    payload,
  });
  return said === '' ? statusCode : [statusCode, (JSON.parse(said) as { message: string }).message];
};

test.each(['certificate', 'public-key'] as const)('[P6.9] signed with the %s, both known at once', async key => {
  const { paymentId, stream } = await ordered();
  expect(await notify(paymentId, { key })).toBe(204);
  await acted();
  expect(types(stream)).toEqual(paid);
});

const stale: [number, string] = [401, 'signature-stale'];
test.each<[string, Told, [number, string]]>([
  ['six minutes old', { age: 301 }, stale],
  ['from the future', { age: -305 }, stale],
  ['with no time in it', { headers: { 'wechatpay-timestamp': 'now' } }, stale],
  ['signed by a key nobody knows', { headers: { 'wechatpay-serial': 'ABC' } }, [401, 'signature-key-unknown']],
  ['signed by "toString"', { headers: { 'wechatpay-serial': 'toString' } }, [401, 'signature-key-unknown']],
  ['without a signature', { headers: { 'wechatpay-signature': '' } }, [401, 'signature-missing']],
  ['that is a probe', { headers: { 'wechatpay-signature': 'WECHATPAY/SIGNTEST/abc=' } }, [401, 'signature-wrong']],
  ['with another nonce', { headers: { 'wechatpay-nonce': 'other' } }, [401, 'signature-wrong']],
  ['changed by a blank', { body: body => `${body} ` }, [401, 'signature-wrong']],
  ['encrypted with another key', { apiV3Key: '0'.repeat(32) }, [422, 'content-unknown']],
  ['of another merchant', { resource: { mchid: '1900000001' } }, [404, 'not-ours']],
  ['of a number nobody made here', { resource: { out_trade_no: 'Order-1' } }, [404, 'not-ours']],
  ['of an order nobody paid', { resource: { trade_state: 'CLOSED' } }, [422, 'content-unknown']],
  ['of another kind', { event_type: 'COUPON.USE' }, [422, 'event-unknown']],
])('[P6.9] a notification %s is refused and leaves nothing', async (_, told, problem) => {
  const { paymentId, stream } = await ordered();
  expect(await notify(paymentId, told)).toEqual(problem);
  expect(types(stream)).toEqual(['created']);
});

test('[I1] a payment nobody created is kept and acknowledged, and is for people', async () => {
  expect(await notify(v7())).toBe(204);
  expect(await acted()).toMatchObject({ name: 'GatewayRefused', code: 'UNKNOWN_PAYMENT' });
});

test('[P7.7] a refund made at the channel by hand is found by its order and booked, once', async () => {
  const { paymentId, stream, pay } = await ordered();
  await pay('once');
  await next();
  await acted();
  const merchant = merchantClient(outside.url, outside.merchant, 'public-key');
  const asked = { out_trade_no: numberOf(paymentId), out_refund_no: 'BY-HAND-1' };
  await merchant
    .chain('v3/refund/domestic/refunds')
    .post({ ...asked, amount: { refund: 200, total: 2_500, currency: 'CNY' } });
  const resource = { ...asked, refund_status: 'SUCCESS' };
  for (const _ of [1, 2]) {
    expect(await notify(paymentId, { event_type: 'REFUND.SUCCESS', resource })).toBe(204);
    await acted();
  }
  expect(types(stream)).toEqual([...paid, 'refund-found']);
  expect(hospital.events(stream).at(-1)?.data).toMatchObject({ amount: 200, number: 'BY-HAND-1' });
});

test('[P6.9] [I1] while one key replaces the other, notifications come by either, and answers by the one that is asked for', async () => {
  const { merchant, platform } = outside;
  const { serial } = merchant.platformCertificate;
  const both = outside.settings();
  const serials: unknown[] = [];
  const before = { ...both, platformKeys: { [serial]: both.platformKeys[serial] ?? never() } };
  for (const [settings, asks] of [
    [before, serial],
    [both, merchant.platformPublicKey.id],
  ] as const) {
    // Whatever WeChat Pay would sign with by itself.
    for (const signWith of ['certificate', 'public-key']) {
      await outside.tell('PATCH', 'settings', { signWith });
      const answer = await fetch(`${outside.url}/v3/certificates`, {
        headers: { 'wechatpay-serial': answerKeyOf(settings) },
      });
      serials.push(answer.headers.get('wechatpay-serial'));
      expect(await queryOrder({ client: () => wechatPayClient(settings), settings })(v7())).toBeNull();
    }
    expect(serials.splice(0)).toEqual([asks, asks]);
  }
  expect(Object.keys(platform.signingKeys).sort()).toEqual(Object.keys(both.platformKeys).sort());
  for (const key of ['certificate', 'public-key'] as const) {
    const { paymentId } = await ordered();
    expect(await notify(paymentId, { key })).toBe(204);
  }
});
const never = (): never => {
  throw new Error('there is no such key');
};
