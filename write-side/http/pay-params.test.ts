import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PayParams } from '@yunzhen/contracts/payment/endpoints';
import type { Actor } from '@yunzhen/contracts/roles';
import { Formatter, Rsa } from 'wechatpay-axios-plugin';
import type { WechatPaySettings } from '../gateways/wechat-pay/settings.ts';
import { initial, type Payment } from '../payment/state.ts';
import { idOf } from '../testing/harness.ts';
import { served } from '../testing/served.ts';
import { paymentRoutes } from './payments.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const settings = { appId: 'wx1', privateKey } as WechatPaySettings;
const [patientId, waiting, ready, over] = [idOf(1), idOf(2), idOf(3), idOf(4)];
const tender = { asked: 2_500, prepayId: null, success: null };
const created: Payment = { ...initial, status: 'created', patientId, tenders: { wechat: tender } };
const payments: Record<string, Payment> = {
  [waiting]: created,
  [ready]: { ...created, tenders: { wechat: { ...tender, prepayId: 'wx42' } } },
  [over]: { ...created, status: 'closed', tenders: { wechat: { ...tender, prepayId: 'wx43' } } },
};
let actor: Actor | null = null;
let app: Awaited<ReturnType<typeof served>>;
beforeAll(async () => {
  const ports = {
    keep: async () => undefined,
    paymentOf: async (id: string) => payments[id] ?? initial,
    now: () => new Date('2026-03-02T01:00:00.000Z'),
  };
  app = await served(paymentRoutes(settings, ports, async () => actor));
});
afterAll(() => app.close());

const get = async (paymentId: string, by: Actor | null = { id: patientId, role: 'patient' }) => {
  actor = by;
  const answer = await app.inject({ method: 'GET', url: `/api/payments/${paymentId}/pay-params` });
  return { code: answer.statusCode, said: answer.json() as { status: string; params: PayParams | null } };
};

test('[P6.9] a prepared payment can be paid with what is signed here', async () => {
  const { said } = await get(ready);
  const { appId, timeStamp, nonceStr, package: packed, signType, paySign } = said.params as PayParams;
  expect({ status: said.status, appId, timeStamp, packed, signType }).toEqual({
    status: 'created',
    appId: 'wx1',
    timeStamp: '1772413200',
    packed: 'prepay_id=wx42',
    signType: 'RSA',
  });
  const text = Formatter.joinedByLineFeed(appId, timeStamp, nonceStr, packed);
  expect(text).toBe(`wx1\n1772413200\n${nonceStr}\nprepay_id=wx42\n`);
  expect(Rsa.verify(text, paySign, createPublicKey(privateKey))).toBe(true);
});
test('[P6.9] there is nothing to pay with before it is prepared and after it is over', async () => {
  expect((await get(waiting)).said).toEqual({ status: 'created', params: null });
  expect((await get(over)).said).toEqual({ status: 'closed', params: null });
});
test('[P6.9] only for who pays', async () => {
  expect((await get(ready, { id: idOf(9), role: 'patient' })).code).toBe(404);
  expect((await get(idOf(8))).code).toBe(404);
  expect((await get(ready, { id: patientId, role: 'doctor' })).code).toBe(403);
  expect((await get(ready, null)).code).toBe(401);
});
