import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { registration as contract } from '@yunzhen/contracts/registration/registration';
import type { Actor } from '@yunzhen/contracts/roles';
import { OutcomeUnknown } from '@yunzhen/platform/problem';
import { listener, type TestRuntime, testRuntime } from '@yunzhen/platform/runtime.testing';
import { diagnosisIdOf } from '../catalogue/diagnosis-id.ts';
import { committer } from '../commit.ts';
import { processes } from '../core.ts';
import { dispatcher } from '../dispatch.ts';
import { features } from '../features.ts';
import type { Gateways } from '../gateways/gateway.ts';
import { usualPatience } from '../gateways/patience.ts';
import { checkpointOf } from '../reactions/follow.ts';
import { send as reaction } from '../reactions/process.ts';
import { runReactions } from '../reactions/run.ts';
import * as clinic from '../testing/clinic.ts';
import { idOf, seal, surroundings, system } from '../testing/harness.ts';

let given: TestRuntime;
beforeAll(async () => {
  given = await testRuntime();
});
afterAll(() => given.close());

const now = '2026-03-02T01:00:00.000Z';
const { registration, session, department, doctor, patient, operator } = clinic;

test('[T4] everything that happened, delivered again to the whole house, changes nothing', async () => {
  const { store } = given;
  const { tell, until } = listener();
  const dispatch = dispatcher(features, committer(store, seal), surroundings);
  const send = (to: string, command: string, input: object = {}, by: Actor = system) => {
    const [capability = '', id = ''] = [to.slice(0, -37), to.slice(-36)];
    const commandId = randomUUID();
    const envelope = { commandId, correlationId: commandId, causationId: commandId, by, at: now };
    return dispatch({ capability, id, command, input }, envelope);
  };
  const types = async (): Promise<string[]> => (await store.readAll(null, 1_000)).events.map(({ type }) => type);
  const calls: string[] = [];
  let epoch = 0;
  const run = async (answers: boolean) => {
    const abort = new AbortController();
    epoch += 1;
    const term = { epoch, build: 0 };
    const gateways = new Proxy({} as Gateways, {
      get: (_, gateway: string) => async () => {
        calls.push(gateway);
        if (!answers) throw new OutcomeUnknown(`${gateway} did not answer`);
        return gateway === 'his.register' ? [reaction(contract, registration, 'confirm-his', { hisNumber: 'H1' })] : [];
      },
    });
    const limits = { width: 16, timeout: 60_000, patience: usualPatience };
    const done = runReactions({
      store,
      db: given.db,
      hold: (_, work, lost) => work({ ...term, lost }),
      systems: { his: limits, 'wechat-pay': limits, access: limits, books: limits, people: limits },
      processes,
      gateways,
      dispatch,
      now: () => Date.parse(now),
      warn: tell,
      signal: abort.signal,
    });
    return async () => {
      abort.abort();
      await done;
    };
  };
  const checkpoints = given.db.collection<{ _id: string; position: number }>('checkpoints');
  /** Until everything, also what the processes did themselves, has been gone through. */
  const through = () =>
    until(async () => {
      const there = await checkpoints.find({ _id: { $in: processes.map(checkpointOf) } }).toArray();
      const head = Number(await store.head());
      const running = await given.db.collection('outbox').countDocuments({ state: 'running' });
      return there.length === processes.length && there.every(({ position }) => position === head) && running === 0;
    });

  const details = { name: '心血管内科', subjectCode: '03.04', introduction: '复诊。', order: 1 };
  await send(`department-${department}`, 'open', details, operator);
  await send(`practitioner-${doctor.id}`, 'hire', clinic.doctorDetails, operator);
  await send(`clinic-session-${session}`, 'publish', clinic.sessionInput, operator);
  await send(`patient-${patient.id}`, 'register', { openid: 'openid' });
  await send(`patient-${patient.id}`, 'add-visit-person', clinic.adult, patient);
  await send(`patient-${patient.id}`, 'accept-consent', { version: clinic.booking.consentVersion }, patient);
  await send(`registration-${registration}`, 'book', clinic.booking, patient);
  await send(`registration-${registration}`, 'confirm-payment', {
    paymentId: idOf(30),
    amount: clinic.sessionInput.fee,
  });

  // HIS does not answer: it waits in the outbox, and the next start asks again.
  const first = await run(false);
  await through();
  await first();
  expect(await types()).not.toContain('registration.booked');
  const waiting = given.db.collection('outbox');
  await waiting.updateMany({ 'what.gateway': 'his.register' }, { $set: { at: new Date(now) } });
  const second = await run(true);
  await until(async () => (await types()).includes('clinic-session.number-booked'));
  await send(`consultation-${registration}`, 'accept', { eligible: true }, doctor);
  await send(`diagnosis-${diagnosisIdOf(clinic.hypertension)}`, 'list', clinic.hypertension, operator);
  await send(`record-${registration}`, 'write', clinic.recordText, doctor);
  await send(`record-${registration}`, 'publish', {}, doctor);
  await send(`consultation-${registration}`, 'complete', {}, doctor);
  await until(
    async () => (await types()).filter(type => /conversation.closed|registration.completed/.test(type)).length === 2,
  );
  await through();
  await second();
  const before = await types();

  for (let time = 0; time < 2; time++) {
    await checkpoints.deleteMany({});
    const again = await run(true);
    await through();
    await again();
    expect(await types()).toEqual(before);
  }
  // Outside it is asked again, under the same numbers.
  expect(calls.filter(name => name === 'his.register')).toHaveLength(4);
});
