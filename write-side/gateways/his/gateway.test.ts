import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { v7 } from 'uuid';
import { hisCredentials } from '../../../standins/outside/his/credentials.ts';
import { start } from '../../../standins/outside/his/server.ts';
import { control } from '../../../standins/outside/wechat/merchant.testing.ts';
import type { Feature } from '../../feature.ts';
import { lineIdOf, refundIdOf } from '../../payment/ids.ts';
import { people } from '../../testing/harness.ts';
import {
  heldRegistration,
  ids,
  patient,
  person,
  pharmacist,
  publishedPrescription,
  registeredPatient,
  visit,
} from '../../testing/visit.ts';
import { bind, GatewayRefused, GatewayUnknown } from '../gateway.ts';
import { type HisClient, hisClient } from './client.ts';
import { his } from './gateway.ts';
import { hisSettings } from './settings.ts';

let dir: string;
let outside: Awaited<ReturnType<typeof start>>;
let client: HisClient;
let tell: ReturnType<typeof control>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunzhen-his-gateway-'));
  outside = await start({ port: 0, dir });
  client = hisClient(hisSettings.parse({ baseUrl: outside.url, ...(await hisCredentials(dir)) }));
  tell = control(outside.url);
});
afterEach(() => tell('DELETE', 'faults'));
afterAll(async () => {
  await outside.close();
  await rm(dir, { recursive: true });
});
const trouble = (operation: string, kind: string, more = {}) => tell('POST', 'faults', { operation, kind, ...more });

const transaction = () => ({
  method: 'wechat',
  transactionId: v7(),
  amount: 2_500,
  discount: 0,
  paidAt: '2026-03-02T01:02:00.000Z',
});
const gatewayOf = (hospital: Awaited<ReturnType<typeof visit>>, open = people.open) => {
  const state = async <S>(feature: Feature<S>, id: string) => (await hospital.fresh(feature as Feature, id)).state as S;
  const settings = { baseUrl: outside.url, secret: '-' };
  return bind(his, () => ({ client: () => client, settings, state, open, now: () => new Date() }));
};

/** A registration that was paid just now, each of another session of the doctor. */
const registered = async (open = people.open) => {
  const hospital = await visit();
  const [registrationId, paymentId] = [v7(), v7()];
  await heldRegistration(hospital, registrationId);
  const subject = { lines: [{ business: 'registration', subjectId: registrationId }] };
  await hospital.send(`payment-${paymentId}`, 'create', subject, { by: patient });
  await hospital.send(`payment-${paymentId}`, 'record-success', transaction());
  await hospital.send(`registration-${registrationId}`, 'confirm-payment', { paymentId, amount: 2_500 });
  const call = {
    registrationId,
    doctorId: v7(),
    departmentId: ids.department,
    startsAt: '2026-03-02T02:00:00.000Z',
    number: 1,
    amount: 2_500,
  };
  const lineId = lineIdOf(paymentId, registrationId);
  return { hospital, paymentId, lineId, call, gateway: gatewayOf(hospital, open) };
};
const prescribed = async () => {
  const hospital = await visit();
  const [prescriptionId, paymentId] = [v7(), v7()];
  await registeredPatient(hospital);
  await publishedPrescription(hospital, prescriptionId);
  const subject = { lines: [{ business: 'prescription', subjectId: prescriptionId }] };
  await hospital.send(`payment-${paymentId}`, 'create', subject, { by: patient });
  await hospital.send(`payment-${paymentId}`, 'record-success', transaction());
  await hospital.send(`prescription-${prescriptionId}`, 'confirm-payment', { paymentId, amount: 2_500 });
  const call = { prescriptionId, patientId: ids.patient, amount: 2_500 };
  const lineId = lineIdOf(paymentId, prescriptionId);
  return { hospital, paymentId, lineId, call, gateway: gatewayOf(hospital) };
};

/** What lies there under a number; asking does not change it. */
const lies = async (kind: Parameters<HisClient['hand']>[0], number: string) => {
  const found = await client.hand(kind, number, {}).catch((error: unknown) => error);
  return found instanceof GatewayRefused ? null : (found as Awaited<ReturnType<HisClient['hand']>>);
};
const answers = (capability: string, id: string, command: string, input: object) => [
  { kind: 'send', capability, id, command, input },
];
const confirmed = (id: string) =>
  answers('registration', id, 'confirm-his', { hisNumber: expect.stringMatching(/^GH\d{10}$/) as unknown as string });
const released = (registrationId: string) =>
  answers('clinic-session', ids.session, 'release-number', { registrationId, cause: 'cancelled' });
const failed = (id: string, reason: string) => answers('registration', id, 'fail', { reason });

test('[P6.6] a paid registration is registered and charged, once however often it is handed in', async () => {
  const { gateway, call, lineId } = await registered();
  const first = await gateway['his.register'](call);
  expect(first).toEqual(confirmed(call.registrationId));
  expect(await gateway['his.register'](call)).toEqual(first);
  expect(await lies('registrations', call.registrationId)).toMatchObject({ status: 'registered', amount: 2_500 });
  expect(await lies('charges', lineId)).toMatchObject({ status: 'charged', amount: 2_500 });
});

test('[P6.6] what HIS says no to has failed, for good', async () => {
  const { gateway, call, lineId } = await registered();
  await trouble('registration', 'fail', { message: '该号源已停诊' });
  for (const _ of [1, 2])
    expect(await gateway['his.register'](call)).toEqual(failed(call.registrationId, '该号源已停诊'));
  expect(await lies('charges', lineId)).toBeNull();
});

test('[P6.6] two registrations of one number: the second has failed', async () => {
  const [first, second] = [await registered(), await registered()];
  await first.gateway['his.register'](first.call);
  const { doctorId } = first.call;
  expect(await second.gateway['his.register']({ ...second.call, doctorId })).toEqual(
    failed(second.call.registrationId, '该号源已被占用'),
  );
});

test.each(['registration', 'charge'])(
  '[P6.6] when the answer to a %s is lost it is asked for by number, and not handed in twice',
  async operation => {
    const { gateway, call } = await registered();
    await trouble(operation, 'lose-answer');
    await expect(gateway['his.register'](call)).rejects.toBeInstanceOf(GatewayUnknown);
    // Handed in again it would fail: only asking finds it.
    await trouble(operation, 'refuse', { status: 400 });
    expect(await gateway['his.register'](call)).toEqual(confirmed(call.registrationId));
  },
);

test.each([
  ['an error', 'refuse', { status: 503 }],
  ['an answer somebody else signed', 'forge', {}],
])('[P6.6] after %s nobody knows', async (_, kind, more) => {
  const { gateway, call } = await registered();
  await trouble('query-registration', kind, more);
  await expect(gateway['his.register'](call)).rejects.toBeInstanceOf(GatewayUnknown);
  expect(await gateway['his.register'](call)).toEqual(confirmed(call.registrationId));
});

test('[P6.6] booked there at another amount it has failed, and nothing of it stays', async () => {
  const { gateway, call, lineId } = await registered();
  await trouble('registration', 'misbook', { delta: 100 });
  expect(await gateway['his.register'](call)).toEqual(failed(call.registrationId, '医院系统金额不一致'));
  expect(await lies('registrations', call.registrationId)).toMatchObject({ status: 'cancelled' });
  expect(await lies('charges', lineId)).toBeNull();
  expect(await gateway['his.register'](call)).toEqual(failed(call.registrationId, '医院系统已取消'));
});

test('[P6.6] charged there at another amount it has failed, and the charge is taken back', async () => {
  const { gateway, call, lineId } = await registered();
  await trouble('charge', 'misbook', { delta: 100 });
  expect(await gateway['his.register'](call)).toEqual(failed(call.registrationId, '医院系统金额不一致'));
  expect(await lies('registrations', call.registrationId)).toMatchObject({ status: 'cancelled' });
  expect(await lies('refunds', refundIdOf(lineId, 'wechat'))).toMatchObject({ status: 'refunded', amount: 2_600 });
});

test('[P6.6] nobody is handed in who may not be known any more', async () => {
  const { gateway, call } = await registered(async sealed =>
    String(sealed).includes(person.name) ? null : people.open(sealed),
  );
  expect(await gateway['his.register'](call)).toEqual(failed(call.registrationId, '就诊人信息已删除'));
  expect(await lies('registrations', call.registrationId)).toBeNull();
});

test('[P6.12] a cancelled registration is cancelled there and its charge refunded, once', async () => {
  const { gateway, call, lineId } = await registered();
  await gateway['his.register'](call);
  const { registrationId } = call;
  await trouble('refund', 'lose-answer');
  const cancel = () => gateway['his.cancel']({ registrationId, reason: '患者取消' });
  await expect(cancel()).rejects.toBeInstanceOf(GatewayUnknown);
  expect([await cancel(), await cancel()]).toEqual([released(registrationId), released(registrationId)]);
  expect(await lies('registrations', registrationId)).toMatchObject({ status: 'cancelled' });
  expect(await lies('refunds', refundIdOf(lineId, 'wechat'))).toMatchObject({ status: 'refunded', amount: 2_500 });
});

test('[P6.12] what never arrived there needs no cancelling', async () => {
  const { gateway, call, lineId } = await registered();
  const { registrationId } = call;
  expect(await gateway['his.cancel']({ registrationId, reason: '患者取消' })).toEqual(released(registrationId));
  expect(await lies('refunds', refundIdOf(lineId, 'wechat'))).toMatchObject({
    result: 'failed',
    code: 'unknown-charge',
  });
});

test('[P7.3] [R3.1] a paid prescription is handed in, made ready, and its dispensing told', async () => {
  const { hospital, gateway, call, lineId } = await prescribed();
  const { prescriptionId } = call;
  const [ready] = await gateway['his.prescribe'](call);
  expect(ready).toMatchObject({ capability: 'dispensing', id: prescriptionId, command: 'ready' });
  const { input } = ready as { input: object };
  expect(input).toEqual({
    patientId: ids.patient,
    consultationId: ids.consultation,
    hisNumber: expect.stringMatching(/^CF/),
  });
  expect(await lies('charges', lineId)).toMatchObject({ status: 'charged', amount: 2_500 });

  await expect(gateway['his.dispense']({ prescriptionId })).rejects.toBeInstanceOf(GatewayUnknown);
  const stream = `dispensing-${prescriptionId}`;
  await hospital.send(stream, 'ready', input);
  const { pickUpCode } = hospital.opened(stream)[0]?.data ?? {};
  await hospital.send(stream, 'dispense', { pickUpCode }, { by: pharmacist });
  expect(await gateway['his.dispense']({ prescriptionId })).toEqual([]);
  expect(await gateway['his.dispense']({ prescriptionId })).toEqual([]);
  expect(await lies('prescriptions', prescriptionId)).toMatchObject({ status: 'dispensed' });
});

test('[O1.3] a prescription that is cancelled before it is handed out is cancelled there, and its charge refunded, once', async () => {
  const { gateway, call, lineId } = await prescribed();
  const { prescriptionId } = call;
  await gateway['his.prescribe'](call);
  await trouble('refund', 'lose-answer');
  const cancel = () => gateway['his.cancel-prescription']({ prescriptionId, reason: '药品召回' });
  await expect(cancel()).rejects.toBeInstanceOf(GatewayUnknown);
  expect([await cancel(), await cancel()]).toEqual([[], []]);
  expect(await lies('prescriptions', prescriptionId)).toMatchObject({ status: 'cancelled' });
  expect(await lies('refunds', refundIdOf(lineId, 'wechat'))).toMatchObject({ status: 'refunded', amount: 2_500 });
  // A redelivery of what came before finds it gone.
  expect(await gateway['his.prescribe'](call)).toMatchObject([{ command: 'reject' }]);
});

test('[D3.6] one that was cancelled while HIS was asked leaves nothing there, whichever came first', async () => {
  const { hospital, gateway, call, lineId } = await prescribed();
  const { prescriptionId } = call;
  const gone = async () => {
    expect(await gateway['his.prescribe'](call)).toEqual([]);
    expect(await lies('prescriptions', prescriptionId)).toMatchObject({ status: 'cancelled' });
    expect(await lies('refunds', refundIdOf(lineId, 'wechat'))).toMatchObject({ status: 'refunded', amount: 2_500 });
  };
  await trouble('charge', 'lose-answer');
  await expect(gateway['his.prescribe'](call)).rejects.toBeInstanceOf(GatewayUnknown);
  const end = { side: 'doctor', reason: '问诊已取消' };
  await hospital.send(`prescription-${prescriptionId}`, 'cancel-with-visit', end);
  await gone();
  await gone();
});

test('[P7.3] a visit person removed meanwhile is still served', async () => {
  const { hospital, gateway, call } = await prescribed();
  const removed = { visitPersonId: ids.visitPerson };
  await hospital.send(`patient-${ids.patient}`, 'remove-visit-person', removed, { by: patient });
  expect(await gateway['his.prescribe'](call)).toMatchObject([{ command: 'ready' }]);
});

test('[P7.3] a prescription HIS cannot serve is rejected, with the reason', async () => {
  const { hospital, gateway, call } = await prescribed();
  await tell('PUT', 'stock/XA01AB', { quantity: 1 });
  const [rejected] = await gateway['his.prescribe'](call);
  await tell('PUT', 'stock/XA01AB', { quantity: 1_000 });
  expect(rejected).toMatchObject({ command: 'reject', input: { reason: '二甲双胍片库存不足' } });
  await hospital.send(`prescription-${call.prescriptionId}`, 'reject', (rejected as { input: object }).input);
  expect(hospital.opened(`prescription-${call.prescriptionId}`).at(-1)).toMatchObject({
    type: 'prescription.rejected',
    data: { amount: 2_500, reason: '二甲双胍片库存不足' },
  });
});

test('[I1] a wrong secret is an alarm and not an unknown', async () => {
  const stranger = hisClient(hisSettings.parse({ baseUrl: outside.url, secret: 'another' }));
  await expect(stranger.hand('charges', v7(), {})).rejects.toMatchObject({ name: 'GatewayRefused', code: '401' });
});

test('[I1] a hospital nobody answers at is unknown', async () => {
  const nobody = hisClient(hisSettings.parse({ baseUrl: 'http://127.0.0.1:1', secret: 'x' }));
  await expect(nobody.hand('charges', v7(), {})).rejects.toBeInstanceOf(GatewayUnknown);
});
