import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin';
import type { Standin } from '../../standin.ts';
import { forked } from '../forked.testing.ts';
import { type MerchantCredentials, merchantCredentials } from './credentials.ts';
import { control, type Mode, merchantClient, notificationReceiver } from './merchant.testing.ts';
import { start } from './server.ts';

let dir: string;
let standin: Standin;
let merchant: MerchantCredentials;
let receiver: Awaited<ReturnType<typeof notificationReceiver>>;
let told: ReturnType<typeof control>;
let client: ReturnType<typeof merchantClient>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunzhen-wechat-'));
  merchant = await merchantCredentials(dir);
  await restart();
  receiver = await notificationReceiver(merchant);
});
afterAll(async () => {
  await receiver.close();
  await standin.close();
  await rm(dir, { recursive: true });
});
const restart = async () => {
  standin = await start({ port: 0, dir, timeFactor: 0.0001, refundSeconds: 1 });
  talkTo(standin.url);
};
const talkTo = (url: string) => {
  told = control(url);
  client = merchantClient(url, merchant, 'public-key');
};

let numbers = 0;
const order = (total = 1_250) => ({
  appid: merchant.appid,
  mchid: merchant.mchid,
  description: '挂号费 心内科, 普通号',
  out_trade_no: `Order-${Date.now()}-${++numbers}`,
  attach: 'registration',
  notify_url: receiver.url,
  amount: { total, currency: 'CNY' },
  payer: { openid: `o${'a'.repeat(27)}` },
});
const prepay = async (body = order(), by = client) => {
  const { data } = await by.chain('v3/pay/transactions/jsapi').post<unknown, { data: { prepay_id: string } }>(body);
  return { ...body, prepay_id: data.prepay_id };
};
const query = (out_trade_no: string, by = client) =>
  by
    .chain('v3/pay/transactions/out-trade-no/{out_trade_no}')
    .get({ params: { mchid: merchant.mchid }, out_trade_no })
    .then(({ data }) => data);
const pay = (prepay_id: string, more = {}) => told('POST', 'payments', { prepay_id, ...more });
const refused = (status: number, code: string) => ({ response: { status, data: { code } } });

test.each<[Mode]>([['public-key'], ['certificate']])(
  'an order is prepaid, paid, told of and found, in %s mode',
  async mode => {
    await told('PATCH', 'settings', { signWith: mode });
    const by = merchantClient(standin.url, merchant, mode);
    const placed = await prepay(order(), by);
    expect(placed.prepay_id).toMatch(/^wx\d{34}$/);
    expect(await query(placed.out_trade_no, by)).toMatchObject({ trade_state: 'NOTPAY', amount: { total: 1_250 } });

    await pay(placed.prepay_id);
    const { verified, serial, event, resource } = await receiver.next();
    expect({ verified, serial, event }).toEqual({
      verified: true,
      serial: mode === 'certificate' ? merchant.platformCertificate.serial : merchant.platformPublicKey.id,
      event: 'TRANSACTION.SUCCESS',
    });
    const found = await query(placed.out_trade_no, by);
    expect(found).toEqual(resource);
    expect(found).toMatchObject({
      trade_state: 'SUCCESS',
      transaction_id: expect.stringMatching(/^4200\d{24}$/),
      payer: placed.payer,
      attach: 'registration',
      amount: { total: 1_250, payer_total: 1_250 },
    });
    // The plugin's sugar for an id that must keep its case.
    const { data } = (await by.v3?.pay?.transactions?.id?._transaction_id_?.get({
      params: { mchid: merchant.mchid },
      transaction_id: found.transaction_id,
    })) ?? { data: undefined };
    expect(data).toEqual(found);
    await told('PATCH', 'settings', { signWith: 'public-key' });
  },
);

test('the platform certificate is a certificate, and can be fetched encrypted as merchants do', async () => {
  await told('PATCH', 'settings', { signWith: 'certificate' });
  const { data } = await merchantClient(standin.url, merchant, 'certificate').chain('v3/certificates').get();
  const [{ serial_no, encrypt_certificate: sealed }] = data.data;
  const pem = Aes.AesGcm.decrypt(sealed.ciphertext, merchant.apiV3Key, sealed.nonce, sealed.associated_data);
  const certificate = new X509Certificate(pem);
  expect(certificate.serialNumber).toBe(serial_no);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  await told('PATCH', 'settings', { signWith: 'public-key' });
});

test('a request that is not signed, not fresh, not new or not the merchant’s is refused', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const body = order();
  const foreign = merchantClient(standin.url, merchant, 'public-key', stranger);
  await expect(prepay(body, foreign)).rejects.toMatchObject(refused(401, 'SIGN_ERROR'));

  const path = `/v3/pay/transactions/out-trade-no/${body.out_trade_no}?mchid=${merchant.mchid}`;
  const ask = async (age: number, nonce: string) => {
    const timestamp = Formatter.timestamp() - age;
    const signature = Rsa.sign(Formatter.request('GET', path, timestamp, nonce), merchant.privateKey);
    const authorization = Formatter.authorization(merchant.mchid, nonce, signature, timestamp, merchant.serial);
    const answer = await fetch(standin.url + path, { headers: { authorization } });
    return { status: answer.status, code: ((await answer.json()) as { code: string }).code };
  };
  expect(await ask(0, 'once')).toEqual({ status: 404, code: 'ORDER_NOT_EXIST' });
  expect(await ask(0, 'once')).toEqual({ status: 401, code: 'SIGN_ERROR' });
  expect(await ask(301, 'old')).toEqual({ status: 401, code: 'SIGN_ERROR' });
  expect((await fetch(standin.url + path)).status).toBe(401);
});

test('orders of the same moment are told apart', async () => {
  const [first, second] = await Promise.all([prepay(order(100)), prepay(order(200))]);
  expect(await pay(first.prepay_id)).toMatchObject({ out_trade_no: first.out_trade_no, amount: { total: 100 } });
  await receiver.next();
  expect(await query(second.out_trade_no)).toMatchObject({ trade_state: 'NOTPAY' });
});

test('the same order again gets its prepay id; another under its number, a paid, closed or bad one is refused', async () => {
  const placed = await prepay();
  const { prepay_id, ...body } = placed;
  expect((await prepay(body)).prepay_id).toBe(prepay_id);
  await expect(prepay({ ...body, amount: { total: 1, currency: 'CNY' } })).rejects.toMatchObject(
    refused(400, 'INVALID_REQUEST'),
  );
  await pay(prepay_id);
  await receiver.next();
  await expect(prepay(body)).rejects.toMatchObject(refused(400, 'ORDERPAID'));
  await expect(pay(prepay_id)).rejects.toMatchObject({ said: { code: 'NOT_PAYABLE' } });

  const closed = await prepay();
  const close = (no: string) =>
    client
      .chain('v3/pay/transactions/out-trade-no/{out_trade_no}/close')
      .post({ mchid: merchant.mchid }, { out_trade_no: no });
  expect((await close(closed.out_trade_no)).status).toBe(204);
  expect((await close(closed.out_trade_no)).status).toBe(204);
  expect(await query(closed.out_trade_no)).toMatchObject({ trade_state: 'CLOSED' });
  await expect(pay(closed.prepay_id)).rejects.toMatchObject({ said: { code: 'NOT_PAYABLE' } });
  await expect(close(placed.out_trade_no)).rejects.toMatchObject(refused(400, 'ORDERPAID'));

  for (const bad of [{ amount: { total: 1.5, currency: 'CNY' } }, { payer: { openid: 'patient-1' } }])
    await expect(prepay({ ...order(), ...bad })).rejects.toMatchObject(refused(400, 'PARAM_ERROR'));
  await expect(prepay({ ...order(), appid: 'wx0' })).rejects.toMatchObject(refused(400, 'APPID_MCHID_NOT_MATCH'));
});

const refund = (placed: { out_trade_no: string }, part: number, more = {}) => ({
  out_trade_no: placed.out_trade_no,
  out_refund_no: `Refund-${Date.now()}-${++numbers}`,
  reason: '退号',
  notify_url: receiver.url,
  amount: { refund: part, total: 1_250, currency: 'CNY' },
  ...more,
});
const requestRefund = (body: object) =>
  client
    .chain('v3/refund/domestic/refunds')
    .post<unknown, { data: { refund_id: string } }>(body)
    .then(({ data }) => data);
const queryRefund = (out_refund_no: string) =>
  client
    .chain('v3/refund/domestic/refunds/{out_refund_no}')
    .get({ out_refund_no })
    .then(({ data }) => data);
const paidOrder = async () => {
  const placed = await prepay();
  await pay(placed.prepay_id);
  await receiver.next();
  return placed;
};

test('a refund is processing, succeeds, is told of, and is one refund however often it is asked for', async () => {
  const placed = await paidOrder();
  const asked = refund(placed, 1_000);
  const first = await requestRefund(asked);
  expect(first).toMatchObject({ status: 'PROCESSING', amount: { refund: 1_000, total: 1_250, payer_refund: 1_000 } });
  const { event, resource, verified } = await receiver.next();
  expect([event, verified]).toEqual(['REFUND.SUCCESS', true]);
  expect(resource).toMatchObject({ out_refund_no: asked.out_refund_no, refund_status: 'SUCCESS' });
  expect(await requestRefund(asked)).toMatchObject({ refund_id: first.refund_id, status: 'SUCCESS' });
  expect(await query(placed.out_trade_no)).toMatchObject({ trade_state: 'REFUND' });

  await expect(requestRefund(refund(placed, 251))).rejects.toMatchObject(refused(400, 'INVALID_REQUEST'));
  await expect(requestRefund({ ...asked, amount: { ...asked.amount, refund: 999 } })).rejects.toMatchObject(
    refused(400, 'INVALID_REQUEST'),
  );
  await expect(queryRefund('Never')).rejects.toMatchObject(refused(404, 'RESOURCE_NOT_EXISTS'));
  const rest = refund(placed, 250);
  await requestRefund(rest);
  await receiver.next();
  expect(await queryRefund(rest.out_refund_no)).toMatchObject({ status: 'SUCCESS', amount: { refund: 250 } });
});

test('a refund is held, becomes abnormal, and succeeds when handled by hand; a closed one frees its amount', async () => {
  await told('PATCH', 'settings', { refund: 'hold' });
  const placed = await paidOrder();
  const asked = refund(placed, 1_250);
  await requestRefund(asked);
  await told('POST', `refunds/${asked.out_refund_no}`, { status: 'ABNORMAL' });
  expect((await receiver.next()).event).toBe('REFUND.ABNORMAL');
  await told('POST', `refunds/${asked.out_refund_no}`, { status: 'SUCCESS' });
  expect((await receiver.next()).event).toBe('REFUND.SUCCESS');

  const other = await paidOrder();
  const closed = refund(other, 1_250);
  await requestRefund(closed);
  await told('POST', `refunds/${closed.out_refund_no}`, { status: 'CLOSED' });
  expect((await receiver.next()).event).toBe('REFUND.CLOSED');
  expect(await requestRefund(refund(other, 1_250))).toMatchObject({ status: 'PROCESSING' });
  await told('PATCH', 'settings', { refund: 'succeed' });
  expect((await receiver.next()).event).toBe('REFUND.SUCCESS');
});

test('a notification comes again until it is taken, twice when told to, never when told to, and after a restart', async () => {
  receiver.answer(500, 302, 200);
  const first = await prepay();
  await pay(first.prepay_id);
  const [one, two, three] = [await receiver.next(), await receiver.next(), await receiver.next()];
  expect([two.id, three.id]).toEqual([one.id, one.id]);

  const second = await prepay();
  await pay(second.prepay_id, { notify: 'twice' });
  expect((await receiver.next()).id).toBe((await receiver.next()).id);

  const silent = await prepay();
  await pay(silent.prepay_id, { notify: 'never' });
  const kept = await prepay();
  await told('PATCH', 'settings', { lateSeconds: 5_000 });
  await pay(kept.prepay_id, { notify: 'late' });
  await standin.close();
  await restart();
  expect((await receiver.next()).resource).toMatchObject({ out_trade_no: kept.out_trade_no });
  expect(await query(silent.out_trade_no)).toMatchObject({ trade_state: 'SUCCESS' });
  expect(receiver.unread()).toBe(0);
});

test('forged notifications begin as probes do and fail verification; the genuine one follows', async () => {
  const unpaid = await prepay();
  expect(await told('POST', 'forged-notifications', { prepay_id: unpaid.prepay_id })).toEqual({ answer: 401 });
  const probe = await receiver.next();
  expect(probe).toMatchObject({ verified: false, signature: expect.stringMatching(/^WECHATPAY\/SIGNTEST\//) });
  expect(await query(unpaid.out_trade_no)).toMatchObject({ trade_state: 'NOTPAY' });

  await pay(unpaid.prepay_id, { notify: 'forged' });
  expect(await receiver.next()).toMatchObject({ verified: false });
  expect(await receiver.next()).toMatchObject({ verified: true, event: 'TRANSACTION.SUCCESS' });
});

test('troubles on request: refused, lost after storing, wrong amount, wrong signature, each once', async () => {
  const trouble = (operation: string, kind: string, more = {}) => told('POST', 'faults', { operation, kind, ...more });
  const body = order();
  await expect(trouble('prepayment', 'refuse')).rejects.toMatchObject({ said: { code: 'PARAM_ERROR' } });
  await trouble('prepay', 'refuse', { status: 403, code: 'RULE_LIMIT' });
  await expect(prepay(body)).rejects.toMatchObject(refused(403, 'RULE_LIMIT'));
  await expect(query(body.out_trade_no)).rejects.toMatchObject(refused(404, 'ORDER_NOT_EXIST'));
  await trouble('prepay', 'lose-answer');
  await expect(prepay(body)).rejects.toMatchObject({ code: 'ECONNRESET' });
  expect(await query(body.out_trade_no)).toMatchObject({ trade_state: 'NOTPAY' });
  await trouble('query', 'amount', { delta: -50 });
  expect(await query(body.out_trade_no)).toMatchObject({ amount: { total: 1_200 } });
  await trouble('query', 'forge');
  await expect(query(body.out_trade_no)).rejects.toMatchObject({ code: 'EV3_RES_HEADER_SIGNATURE_DIGEST' });
  expect(await query(body.out_trade_no)).toMatchObject({ amount: { total: 1_250 } });
  const { prepay_id } = await prepay(body);
  await pay(prepay_id, { amount: 1 });
  expect((await receiver.next()).resource).toMatchObject({ amount: { total: 1 } });
});

test('signs a person in once per code, always with the same openid', async () => {
  const signIn = async (code: string, secret = merchant.appSecret) => {
    const search = new URLSearchParams({ appid: merchant.appid, secret, js_code: code });
    return (await fetch(`${standin.url}/sns/jscode2session?${search}&grant_type=authorization_code`)).json();
  };
  const codeOf = async (person: string, more = {}) =>
    ((await told('POST', 'codes', { person, ...more })) as { code: string }).code;
  const code = await codeOf('wang');
  const session = await signIn(code);
  expect(session).toEqual({ openid: expect.stringMatching(/^o[\w-]{27}$/), session_key: expect.any(String) });
  expect(await signIn(code)).toMatchObject({ errcode: 40029 });
  expect(await signIn('made-up')).toMatchObject({ errcode: 40029 });
  expect(await signIn(await codeOf('wang'))).toMatchObject({ openid: (session as { openid: string }).openid });
  expect(await signIn(await codeOf('li', { risky: true }))).toMatchObject({ errcode: 40226 });
  expect(await signIn(await codeOf('wang'), 'guess')).toMatchObject({ errcode: 40125 });
  await told('POST', 'faults', { operation: 'sign-in', kind: 'refuse', code: '45011' });
  expect(await signIn(await codeOf('wang'))).toMatchObject({ errcode: 45011 });
});

test('what was answered and what is still to be told survives kill -9, and the folder has one process', async () => {
  await expect(start({ port: 0, dir })).rejects.toThrow(/in use by another process/);
  await standin.close();
  const first = await forked('wechat', dir);
  talkTo(first.url);
  const placed = await prepay();
  receiver.answer(0);
  await pay(placed.prepay_id);
  const { id } = await receiver.next();
  await first.kill();
  await restart();
  expect(await receiver.next()).toMatchObject({ id, resource: { out_trade_no: placed.out_trade_no } });
  expect(await query(placed.out_trade_no)).toMatchObject({ trade_state: 'SUCCESS' });
});
