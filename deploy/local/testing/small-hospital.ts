/** For tests of real processes: stand-ins, a doctor, patients who may book, and every event as one subscriber hears it; no service runs yet. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentConsent } from '@yunzhen/contracts/patient/consent';
import type { Actor } from '@yunzhen/contracts/roles';
import { idNumberOf } from '@yunzhen/people/id-number';
import { settings } from '@yunzhen/platform/config';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import { startProcess } from '@yunzhen/platform/process';
import { serverSettings } from '@yunzhen/platform/settings';
import { composeWriteSide } from '@yunzhen/write-side/compose';
import { outsideSettings } from '@yunzhen/write-side/settings';
import { v7 } from 'uuid';
import { children, freePort } from '../children.ts';
import { localEnvironment } from '../environment.ts';
import { departments } from '../seed/data/departments.ts';
import { dispatchOnce, idOf, inParallel, minutes, plus, system } from '../seed/demo.ts';
import { control } from '../visit/control.ts';

const operator: Actor = { id: idOf('staff', 'operator'), role: 'operator' };
export const fee = 1_500;
export interface Person {
  readonly id: string;
  readonly visitPersonId: string;
  readonly index: number;
}

/** @param count of patients */
export const smallHospital = async (name: string, count: number) => {
  const doctorId = v7();
  const people: readonly Person[] = Array.from({ length: count }, (_, index) => ({
    id: v7(),
    visitPersonId: v7(),
    index,
  }));
  const dataDir = await mkdtemp(join(tmpdir(), `yunzhen-${name}-`));
  const parts = children(dataDir, (name, why) => process.stderr.write(`${name} ${why}\n`));
  const port = await freePort();
  const nowhere = 'http://127.0.0.1:9';
  const configured = { CLICKHOUSE_URL: nowhere, CENTRIFUGO_URL: nowhere };
  const { env, standins } = await localEnvironment(dataDir, `http://127.0.0.1:${port}`, parts, () => undefined, {
    configured,
  });
  const wechat = control(`${standins.wechat}`);
  const from = settings({ ...serverSettings, ...outsideSettings }, env);
  const ground = await startProcess(name, from, { destination: { write: () => undefined } });
  const { dispatch } = composeWriteSide(from, ground.servers, ground.log, ground.metrics);
  const give = dispatchOnce(dispatch, () => undefined);
  const now = new Date();
  const [{ key: _, ...department } = { key: '' }] = departments;
  const departmentId = v7();
  await give('department', departmentId, 'open', { ...department, order: 0 }, operator, now);
  const licence = { number: '1', issuedBy: '卫健委', issuedOn: '2001-07-01', scope: '内科专业' };
  const who = {
    name: '林清和',
    gender: 'female',
    title: 'chief',
    introduction: '心血管内科',
    specialities: ['高血压'],
  };
  const hired = { kind: 'doctor', departmentId, practisingSince: '2001-07-01', licence, ...who };
  await give('practitioner', doctorId, 'hire', hired, operator, now);
  await give('practitioner', doctorId, 'switch-service', { service: 'online-clinic', on: true }, operator, now);
  await give('account', doctorId, 'open', { role: 'doctor' }, system, now);
  await inParallel(people, 8, async ({ id, visitPersonId, index }) => {
    const { openid } = (await wechat('POST', 'codes', { person: `racer-${index}` })) as { openid: string };
    await give('patient', id, 'register', { openid }, system, now);
    await give('account', id, 'open', { role: 'patient' }, system, now);
    const by: Actor = { id, role: 'patient' };
    const self = { name: '王芳', idNumber: idNumberOf('1980-01-01', 102 + 2 * index), phone: '13900001234' };
    await give('patient', id, 'add-visit-person', { visitPersonId, relation: 'self', ...self }, by, now);
    await give('patient', id, 'accept-consent', { version: currentConsent.version }, by, now);
  });
  let sessions = 0;
  /** A session of the doctor's, of so many numbers. */
  const publish = async (capacity: number): Promise<string> => {
    const id = v7();
    // One doctor is in one place at a time.
    const startsAt = plus(now, minutes(30 * ++sessions));
    const times = { startsAt: startsAt.toISOString(), endsAt: plus(startsAt, minutes(30)).toISOString() };
    await give('clinic-session', id, 'publish', { doctorId, ...times, fee, capacity }, operator, now);
    return id;
  };

  const events: RecordedEvent[] = [];
  const listening = new AbortController();
  void (async () => {
    for await (const page of ground.servers.store.subscribeAll(null, { max: 500, signal: listening.signal }))
      events.push(...page.events);
  })();
  const after = async <T>(look: () => T | undefined | Promise<T | undefined>, what: string): Promise<T> => {
    for (let tries = 0; tries < 1_500; tries++, await new Promise(next => setTimeout(next, 20))) {
      const found = await look();
      if (found !== undefined) return found;
    }
    throw new Error(`${what} did not happen`);
  };
  return {
    dataDir,
    parts,
    /** Where notifications of WeChat go: a write side is to listen there. */
    port,
    env,
    ground,
    dispatch,
    wechat,
    doctorId,
    people,
    publish,
    events,
    after,
    happened: (type: string, id: string) =>
      after(() => events.find(event => event.type === type && event.stream.endsWith(id)), `${type} of ${id}`),
    /** Nothing waits for another try, and everything that happened is heard. */
    rest: async (): Promise<void> => {
      const outbox = ground.servers.mongo.db.collection<{ attempts: number; state: string }>('outbox');
      // What is left for later is left for a time, not for another try.
      const trying = { $or: [{ attempts: { $gt: 0 } }, { state: 'running' }] };
      await after(async () => ((await outbox.countDocuments(trying)) === 0 ? true : undefined), 'rest');
      const head = await ground.servers.store.head();
      await after(() => (events.at(-1)?.position === head ? true : undefined), 'hearing everything');
    },
    close: async (): Promise<void> => {
      listening.abort();
      await parts.stop();
      await ground.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
