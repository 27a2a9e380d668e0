import { beforeEach, expect, test } from '@jest/globals';
import { usualSettings } from '@yunzhen/write-side/feature';
import { numberOf, type WechatPaySettings } from '@yunzhen/write-side/gateways/wechat-pay/settings';
import { seal, people as sealed } from '@yunzhen/write-side/testing/harness';
import { memoryStore } from '@yunzhen/write-side/testing/memory-store';
import { v5 } from 'uuid';
import { hisBooks, hisClient } from '../simulate/outside/his.ts';
import { payOrder, wechatBooks, wechatClient } from '../simulate/outside/wechat.ts';
import { cast, genesis, morning } from '../simulate/world/genesis.ts';
import type { Network } from '../simulate/world/network.ts';
import { publish } from './clinic-session.ts';
import { LeftOpen, leaving } from './driver.ts';
import { type InProcess, inProcess } from './in-process.ts';
import { doctor, patient, pharmacist } from './intent.ts';
import { lineOf } from './prescription.ts';
import { type Story, visit } from './visit.ts';

const idOf = (...name: readonly (string | number)[]) => v5(name.join('/'), 'c1f0a3de-1f4b-5d0e-8f0a-6a4de1c7b9f3');
const atOnce: Network = { change: async (_, effect) => effect(), ask: async (_, read) => read() };
const nobody = async (): Promise<never> => {
  throw new Error('nobody leaves');
};
const minute = 60_000;
const begins = morning + 60 * minute;
const clinicSessionId = idOf('session');
const id = idOf('registration');
const me = cast.patients[0] as string;
const who = {
  patient: patient(me),
  visitPersonId: cast.personOf(me).visitPersonId,
  doctor: doctor(cast.doctors[0] as string),
  pharmacist: pharmacist(cast.pharmacists[0] as string),
  operator: cast.operator,
};
const treated: Story = {
  end: 'is-treated',
  consentVersion: cast.consentVersion,
  waits: 10,
  talk: [['医生您好。', '您好。']],
  record: { diagnoses: [cast.diagnosis] },
  prescription: {
    written: { lines: [lineOf(cast.drugs[0] as string, { dose: { value: 1, unit: '片' } })] },
    isPaid: true,
    isFetched: true,
  },
  rating: { stars: 5 },
  complaint: null,
};

let store = memoryStore();
let hospital: InProcess;
const open = (): InProcess => {
  const wechat = wechatBooks();
  return inProcess({
    store,
    people: { ...sealed, seal },
    outside: now => ({
      his: {
        client: hisClient(hisBooks(), atOnce, { refuses: () => false, misbooks: () => 0 }),
        settings: { baseUrl: 'http://localhost/', secret: '-' },
      },
      wechatPay: {
        client: wechatClient(wechat, atOnce, now, { poor: () => false, quick: () => true }),
        settings: { appId: 'app', mchId: 'merchant', notifyUrl: 'http://localhost/' } as WechatPaySettings,
      },
      access: {
        revoke: nobody,
        forgetPassword: nobody,
        forgetSecondFactor: nobody,
        noteClaim: nobody,
        claimsOf: nobody,
      },
      people: {
        keep: async () => undefined,
        hold: nobody,
        unhold: nobody,
        destroy: nobody,
        deletePictures: nobody,
      },
    }),
    settings: usualSettings,
    cashier: (paymentId, now) => {
      const order = wechat.orders.get(numberOf(paymentId));
      if (!order || !payOrder(order, order.total, now)) throw new Error('there is nothing to pay');
    },
    idOf,
  });
};
const sessionOf = { doctorId: who.doctor.id, fee: 1_500, capacity: 3 };
const times = {
  startsAt: new Date(begins).toISOString(),
  endsAt: new Date(begins + 180 * minute).toISOString(),
};
beforeEach(async () => {
  store = memoryStore();
  for (const { stream, revision, id: eventId, type, data, metadata } of await genesis())
    await store.append(stream, [{ id: eventId, type, data, metadata }], revision === 0 ? 'no_stream' : revision - 1);
  hospital = open();
  await hospital.life(morning).send(publish(who.operator, clinicSessionId, { ...sessionOf, ...times }));
});

const typesOf = (stream: string) => store.recorded(stream).map(({ type }) => type.split('.')[1]);
const live = (story: Partial<Story>, driver = hospital.life(begins)) =>
  visit(driver, who, clinicSessionId, id, { ...treated, ...story });

test('a visit is lived to its end: what follows from a command has followed when it is answered', async () => {
  await live({});
  expect(typesOf(`registration-${id}`)).toEqual(['held', 'paid', 'booked', 'completed']);
  expect(typesOf(`conversation-${id}`).at(-1)).toBe('closed');
  const prescriptionId = idOf('prescription', id);
  expect(typesOf(`prescription-${prescriptionId}`)).toEqual(
    expect.arrayContaining(['submitted', 'passed', 'published', 'paid', 'dispensed']),
  );
  expect(typesOf(`dispensing-${prescriptionId}`)).toEqual(['readied', 'dispensed']);
  expect(typesOf(`rating-${id}`)).toEqual(['rated']);
});

test('its clock stands still unless somebody waits, and everything is stored at its time', async () => {
  const life = hospital.life(begins);
  await live({}, life);
  const at = ({ metadata }: { metadata: Record<string, unknown> }) => Date.parse(String(metadata.at)) - begins;
  expect(store.recorded(`registration-${id}`).map(at)).toEqual([0, 2 * minute, 2 * minute, expect.any(Number)]);
  expect(store.recorded(`consultation-${id}`).map(at).slice(0, 2)).toEqual([2 * minute, 12 * minute]);
  expect(life.now()).toBeGreaterThan(begins + 12 * minute);
});

test('[P6.11] a deadline comes when its time comes: a hold that is forgotten gives its number back', async () => {
  const life = hospital.life(begins);
  await live({ end: 'is-forgotten' }, life);
  await life.wait(14 * minute);
  expect(typesOf(`registration-${id}`)).toEqual(['held']);
  await life.wait(minute);
  expect(typesOf(`registration-${id}`)).toEqual(['held', 'timed-out']);
  expect(typesOf(`clinic-session-${clinicSessionId}`).at(-1)).toBe('number-released');
});

test('[P9] who cancels has their money back', async () => {
  const life = hospital.life(begins);
  await live({ end: 'cancels' }, life);
  await life.wait(120 * minute);
  expect(typesOf(`payment-${idOf('payment', id)}`).at(-1)).toBe('refund-succeeded');
});

test('what is due later is left, for those who run the hospital from then on', async () => {
  const life = hospital.life(morning);
  const other = idOf('another session');
  const later = { startsAt: times.endsAt, endsAt: new Date(begins + 300 * minute).toISOString() };
  const closes = new Date(begins + 360 * minute).toISOString();
  await life.send(publish(who.operator, other, { ...sessionOf, ...later }));
  expect(life.left().map(({ state, at, what }) => [state, at.toISOString(), what])).toContainEqual([
    'due',
    closes,
    expect.objectContaining({ kind: 'send', capability: 'clinic-session', id: other, command: 'close' }),
  ]);
});

test("somebody else's turn is left open", async () => {
  await expect(
    live({}, { ...hospital.life(begins), ...leaving(hospital.life(begins), 'record/write') }),
  ).rejects.toThrow(LeftOpen);
  expect(typesOf(`consultation-${id}`).at(-1)).toBe('accepted');
  expect(store.recorded(`record-${id}`)).toEqual([]);
});

test('a life that broke off is lived again: nothing happens twice, and what had not followed does', async () => {
  await expect(
    live({}, { ...hospital.life(begins), ...leaving(hospital.life(begins), 'dispensing/dispense') }),
  ).rejects.toThrow();
  const before = await store.head();
  // Another process, whose books of the outside are empty.
  hospital = open();
  await live({});
  const twice = (await store.readAll(before, 1_000)).events.map(({ type }) => type);
  expect(twice).not.toContain('registration.held');
  expect(twice).not.toContain('payment.created');
  expect(twice).toContain('dispensing.dispensed');
  expect(typesOf(`registration-${id}`)).toEqual(['held', 'paid', 'booked', 'completed']);
});

test('a store that is away for a moment is asked again', async () => {
  store.faults.push('request-lost', 'ack-lost');
  await live({ end: 'changes-mind' });
  expect(typesOf(`registration-${id}`)).toEqual(['held', 'cancelled']);
});
