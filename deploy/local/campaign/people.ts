/** People who want something of a hospital that keeps breaking: each asks until there is an answer, as a good client does. */
import { setTimeout } from 'node:timers/promises';
import type { Credentials } from '@yunzhen/contracts/api/auth';
import type { ApiClient, CommandAnswer, InputOf, Offered } from '@yunzhen/contracts/api/client';
import { Problem } from '@yunzhen/contracts/api/problem';
import { consultation } from '@yunzhen/contracts/consultation/consultation';
import { conversation } from '@yunzhen/contracts/conversation/conversation';
import { dispensing } from '@yunzhen/contracts/dispensing/dispensing';
import { dispensingQueries } from '@yunzhen/contracts/dispensing/queries';
import type { Capability } from '@yunzhen/contracts/language';
import { currentConsent } from '@yunzhen/contracts/patient/consent';
import { patient } from '@yunzhen/contracts/patient/patient';
import { paymentEndpoints } from '@yunzhen/contracts/payment/endpoints';
import { payment } from '@yunzhen/contracts/payment/payment';
import { prescription } from '@yunzhen/contracts/prescription/prescription';
import { rating } from '@yunzhen/contracts/rating/rating';
import { record } from '@yunzhen/contracts/record/record';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { registration } from '@yunzhen/contracts/registration/registration';
import { clinicSession } from '@yunzhen/contracts/schedule/clinic-session';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { accounts } from '../seed/accounts.ts';
import { drugIdOf } from '../seed/catalogue.ts';
import { drugs } from '../seed/data/drugs.ts';
import { idNumberOf } from '../seed/people.ts';
import { client } from '../visit/client.ts';
import { type Notify, phone } from '../visit/phone.ts';
import { once } from '../visit/transport.ts';
import type { Acknowledged } from './audit.ts';

/** How often anybody asks for the same thing, a fifth of a second or more apart: not a time, because all may stand still for a while. */
const patience = 400;
/** Answers that are a "no", not a failure. */
const said = (error: unknown): error is Problem => error instanceof Problem && error.status < 500;

/** How often which failure was met. */
export const troubles = new Map<string, number>();

/** Asks until there is something; throws what nobody can change by asking again. */
const insist = async <T>(what: string, ask: () => Promise<T | undefined>): Promise<T> => {
  let last: unknown;
  for (let tries = 0; tries < patience; tries++, await setTimeout(100 + Math.random() * 200))
    try {
      const found = await ask();
      if (found !== undefined) return found;
    } catch (error) {
      if (said(error) && error.status !== 404) throw error;
      const kind = error instanceof Problem ? error.code : (error as Error).name;
      if (kind !== 'not-found') troubles.set(kind, (troubles.get(kind) ?? 0) + 1);
      last = error;
    }
  throw new Error(`${what} did not happen`, { cause: last });
};

export interface Person {
  readonly id: string;
  readonly api: ApiClient;
  /** Sends it under one key until it is answered. */
  readonly command: <C extends Capability, K extends Offered<C>>(
    to: C,
    id: string,
    command: K,
    input: InputOf<C, K>,
  ) => Promise<CommandAnswer>;
}

export const people = (origin: string, acknowledged: Acknowledged[]) => {
  const enter = async (credentials: () => Promise<Credentials>): Promise<Person> => {
    const api = client(once(origin));
    const { holder } = await insist('signing in', async () => api.signIn(await credentials()));
    return {
      id: holder.id,
      api,
      command: async (to, id, command, input) => {
        const key = v7();
        const answer = await insist(`${to.name}/${command}`, () => api.command(to, id, command, input, key));
        const { revision, position } = answer;
        acknowledged.push({ stream: `${to.name}-${id}`, revision, position: BigInt(position), key, command });
        // What was acknowledged is answered the same when it is asked again.
        if (Math.random() < 0.2) {
          const again = await insist(`${to.name}/${command} again`, () => api.command(to, id, command, input, key));
          if (again.revision !== revision || again.position !== position)
            throw new Error(`${to.name}/${command} was answered ${revision} and then ${again.revision}`);
        }
        return answer;
      },
    };
  };
  const staff = (login: string) =>
    enter(async () => ({ login, password: `${accounts.find(one => one.login === login)?.password}` }));

  const arrive = async (serial: number) => {
    const person = await enter(async () => ({ code: await phone(origin).code(`campaign-${serial}-${process.pid}`) }));
    const visitPersonId = v7();
    const self = { name: '王芳', idNumber: idNumberOf('1980-01-01', 100 + (serial % 900)), phone: '13900001234' };
    await person.command(patient, person.id, 'add-visit-person', { visitPersonId, relation: 'self', ...self });
    await person.command(patient, person.id, 'accept-consent', { version: currentConsent.version });
    return { ...person, visitPersonId };
  };

  const pay = async (
    { api, command }: Person,
    business: 'registration' | 'prescription',
    subjectId: string,
    notify: Notify,
  ): Promise<void> => {
    const paymentId = v7();
    await command(payment, paymentId, 'create', { lines: [{ business, subjectId }] });
    const params = await insist(
      'an order',
      async () => (await api.call(paymentEndpoints.payParams, { paymentId })).params ?? undefined,
    );
    // Paid twice is refused by the channel: it was paid by the try whose answer was lost.
    await insist('paying', () =>
      phone(origin)
        .pay(params, notify)
        .catch((error: Error) => {
          if (!/NOT_PAYABLE|409|400/.test(error.message)) throw error;
          return 'paid';
        }),
    );
    if (notify !== 'once') await command(payment, paymentId, 'check', {});
  };
  return { staff, arrive, pay };
};

export interface House {
  readonly operator: Person;
  readonly doctor: Person;
  readonly pharmacist: Person;
}

const diagnosis = { code: 'I10', name: '原发性高血压', system: 'icd10' } as const;
const line = {
  drugId: drugIdOf(drugs[0]?.[0] ?? ''),
  ...({ dose: { value: 5, unit: 'mg' }, frequency: 'qd', route: '1', days: 7, quantity: 1 } as const),
};

const lengthMs = 3 * 3_600_000;
let sessions = 0;

/** Numbers of a session of its own: beyond the days that are seeded, each after the last, as a doctor is in one at a time. */
export const publish = async ({ operator, doctor }: House, capacity: number): Promise<string> => {
  const clinicSessionId = v7();
  const startsAt = new Date(Date.now() + 20 * 86_400_000 + sessions++ * lengthMs);
  const endsAt = new Date(startsAt.getTime() + lengthMs);
  const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  await operator.command(clinicSession, clinicSessionId, 'publish', {
    doctorId: doctor.id,
    ...times,
    fee: 1_500,
    capacity,
  });
  return clinicSessionId;
};

/** How far a visit comes. */
type End = 'changes-mind' | 'cancels' | 'is-rejected' | 'is-treated';
const notifies: readonly Notify[] = ['once', 'once', 'twice', 'never'];
const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

/** One visit, from arriving to its end, or to the news that no number is left. */
export const visit = async (
  { arrive, pay }: ReturnType<typeof people>,
  { doctor, pharmacist }: House,
  clinicSessionId: string,
  serial: number,
  end: End,
): Promise<void> => {
  const me = await arrive(serial);
  const { visitPersonId, command, api } = me;
  const registrationId = v7();
  const consentVersion = currentConsent.version;
  try {
    const input = { clinicSessionId, visitPersonId, chiefComplaint: '复诊开药', consentVersion };
    await command(registration, registrationId, 'book', input);
  } catch (error) {
    if (said(error) && error.code === 'sold-out') return;
    throw error;
  }
  const cancel = async () => void (await command(registration, registrationId, 'cancel', { reason: '改期' }));
  const shows = <T>(
    what: string,
    look: (shown: z.output<typeof registrationQueries.visit.result>) => T | undefined,
  ): Promise<T> => insist(what, async () => look(await api.query(registrationQueries.visit, { registrationId })));
  if (end === 'changes-mind') return cancel();

  await pay(me, 'registration', registrationId, pick(notifies));
  await shows('waiting', ({ consultation: waits }) => (waits ? true : undefined));
  if (end === 'cancels') return cancel();
  if (end === 'is-rejected') {
    await doctor.command(consultation, registrationId, 'reject', { reason: '请到线下门诊就诊' });
    return;
  }
  await doctor.command(consultation, registrationId, 'accept', { eligible: true });
  for (const who of [me, doctor, me]) {
    const message = { messageId: v7(), kind: 'text', text: '血压还是高。' } as const;
    // The chat is opened by what follows from accepting.
    await insist('a chat', async () =>
      who.command(conversation, registrationId, 'send', message).catch((error: unknown) => {
        if (said(error) && error.status === 409) return undefined;
        throw error;
      }),
    );
  }
  const texts = { chiefComplaint: '血压高', presentIllness: '偶有头晕', pastHistory: '无', advice: '低盐饮食' };
  await doctor.command(record, registrationId, 'write', { diagnoses: [diagnosis], ...texts });
  await doctor.command(record, registrationId, 'publish', {});
  const prescriptionId = v7();
  const written = { consultationId: registrationId, diagnoses: [diagnosis], lines: [line] };
  await doctor.command(prescription, prescriptionId, 'submit', written);
  await pharmacist.command(prescription, prescriptionId, 'claim', {});
  await pharmacist.command(prescription, prescriptionId, 'pass', {});
  await doctor.command(prescription, prescriptionId, 'publish', {});
  await pay(me, 'prescription', prescriptionId, pick(notifies));
  const ready = { dispensingId: prescriptionId };
  const pickUpCode = await insist(
    'a pick-up code',
    async () => (await api.query(dispensingQueries.pickUpCode, ready)).pickUpCode ?? undefined,
  );
  await pharmacist.command(dispensing, prescriptionId, 'dispense', { pickUpCode });
  await doctor.command(consultation, registrationId, 'complete', {});
  await command(rating, registrationId, 'rate', { stars: 5 });
  await shows('the end', ({ registration: shown }) => (shown.status === 'completed' ? true : undefined));
};
