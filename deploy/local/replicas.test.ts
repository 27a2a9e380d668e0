/**
 * Two processes run the reactions; one is killed in the middle of work, another frozen, another told to stop. No effect is missed, and none
 * is twice in the books of WeChat and HIS.
 */
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { currentConsent } from '@yunzhen/contracts/patient/consent';
import type { Actor } from '@yunzhen/contracts/roles';
import { slower } from '@yunzhen/platform/testing/slower';
import { v7 } from 'uuid';
import { booksAgree } from './campaign/audit.ts';
import { inParallel, minutes, system } from './seed/demo.ts';
import { startService } from './services.ts';
import { type Person, smallHospital } from './testing/small-hospital.ts';

// A busy machine may stand still for a while.
jest.setTimeout(minutes(8));

let small: Awaited<ReturnType<typeof smallHospital>>;
let started = 0;
const replica = () => startService(small.parts, small.env, 'reactions', { name: `reactions-${++started}` });
/** Those that were frozen. */
const frozen: number[] = [];

interface Held {
  readonly _id: string;
  readonly holder: string;
  readonly epoch: number;
}
const leases = () =>
  small.ground.servers.mongo.db
    .collection<Held>('leases')
    .find({ _id: /^reactions / })
    .toArray();
const lease = async (name: string): Promise<Held> => {
  const found = (await leases()).find(({ _id }) => _id === `reactions ${name}`);
  if (!found) throw new Error(`nobody ever held ${name}`);
  return found;
};
const pidOf = ({ holder }: Held): number => Number(holder.split(' ')[1] ?? 0);
/** Milliseconds until somebody else holds it. */
const takenOver = async ({ _id, epoch }: Held): Promise<number> => {
  const began = performance.now();
  await small.after(async () => {
    const now = (await leases()).find(one => one._id === _id);
    return now && now.epoch > epoch && now.holder !== '' ? true : undefined;
  }, `a new holder of ${_id}`);
  return performance.now() - began;
};

beforeAll(async () => {
  small = await smallHospital('replicas', 24);
  await startService(small.parts, small.env, 'write-side', { port: small.port });
  await Promise.all([replica(), replica()]);
  await small.after(
    async () => ((await leases()).some(one => one._id === 'reactions booking') ? true : undefined),
    'a holder',
  );
});
afterAll(async () => {
  // One that is frozen hears nothing.
  for (const pid of frozen)
    try {
      process.kill(pid, 'SIGCONT');
    } catch {
      // It is gone.
    }
  await small?.close();
});

const envelope = (by: Actor) => {
  const key = v7();
  return { commandId: key, correlationId: key, causationId: key, by, at: new Date().toISOString() };
};
const send = (capability: string, id: string, command: string, input: object, by: Actor = system) =>
  small.dispatch({ capability, id, command, input }, envelope(by));

/** Books, pays, and when that is through may change their mind: charged and refunded at HIS and at WeChat. */
const visit = async ({ id, visitPersonId }: Person, clinicSessionId: string, leaves: boolean): Promise<void> => {
  const by: Actor = { id, role: 'patient' };
  const [registrationId, paymentId] = [v7(), v7()];
  const input = { clinicSessionId, visitPersonId, chiefComplaint: '复诊开药', consentVersion: currentConsent.version };
  await send('registration', registrationId, 'book', { ...input, attachments: [] }, by);
  await send('payment', paymentId, 'create', { lines: [{ business: 'registration', subjectId: registrationId }] }, by);
  const { data } = await small.happened('payment.tender-prepared', paymentId);
  await small.wechat('POST', 'payments', { prepay_id: data.prepayId, notify: 'twice' });
  await small.happened('consultation.opened', registrationId);
  if (!leaves) return;
  await send('registration', registrationId, 'cancel', { reason: '改期' }, by);
  await small.happened('payment.refund-succeeded', paymentId);
};
/** All at once, while `meanwhile` happens to those who do the work. */
const visited = async (meanwhile: () => Promise<void>): Promise<void> => {
  const clinicSessionId = await small.publish(small.people.length);
  await Promise.all([
    inParallel(small.people, 12, person => visit(person, clinicSessionId, person.index % 2 === 0)),
    meanwhile(),
  ]);
};
/** Some of the works of a wave are done, others not. */
const inTheMiddle = async (): Promise<void> => {
  const before = small.events.length;
  await small.after(
    () =>
      small.events.slice(before).filter(({ type }) => type === 'registration.booked').length >= 4 ? true : undefined,
    'the first visits',
  );
};

test('killed in the middle of work, another takes it over within 20 s', async () => {
  const held = await lease('booking');
  await visited(async () => {
    await inTheMiddle();
    process.kill(pidOf(held), 'SIGKILL');
    expect(await takenOver(held)).toBeLessThan(20_000 * (await slower()));
  });
});

test('frozen in the middle of work, another takes it over within 20 s; awake again, it does nothing of that any more', async () => {
  const held = await lease('booking');
  await replica();
  await visited(async () => {
    await inTheMiddle();
    frozen.push(pidOf(held));
    process.kill(pidOf(held), 'SIGSTOP');
    expect(await takenOver(held)).toBeLessThan(20_000 * (await slower()));
    await setTimeout(1_000);
    process.kill(pidOf(held), 'SIGCONT');
  });
  const now = await lease('booking');
  expect([pidOf(now) === pidOf(held), now.epoch > held.epoch]).toEqual([false, true]);
});

test('told to stop, it gives its leases up within a second', async () => {
  const held = await lease('booking');
  const mine = (await leases()).filter(one => pidOf(one) === pidOf(held));
  await visited(async () => {
    await inTheMiddle();
    process.kill(pidOf(held), 'SIGTERM');
    const began = performance.now();
    await small.after(async () => {
      const still = (await leases()).filter(one =>
        mine.some(({ _id, holder }) => _id === one._id && holder === one.holder),
      );
      return still.length === 0 ? true : undefined;
    }, 'giving up');
    expect(performance.now() - began).toBeLessThan(1_000 * (await slower()));
    expect(await takenOver(held)).toBeLessThan(5_000 * (await slower()));
  });
});

test('in the end no effect is missing, and none is twice in the outside books', async () => {
  const { events, dataDir, parts } = small;
  await small.rest();
  await parts.stop();
  expect(events.filter(({ type }) => type === 'registration.booked')).toHaveLength(3 * small.people.length);
  const findings = await booksAgree(events, [], dataDir);
  // Half of them left; no doctor has called the others yet.
  const waiting = findings.filter(line => / is booked and its consultation waiting$/.test(line));
  expect(findings.filter(line => !waiting.includes(line))).toEqual([]);
  expect(waiting).toHaveLength((3 * small.people.length) / 2);
});
