/** People who want something of a hospital that keeps breaking: each asks until there is an answer, as a good client does. */
import { setTimeout } from 'node:timers/promises';
import type { Credentials } from '@yunzhen/contracts/api/auth';
import type { ApiClient } from '@yunzhen/contracts/api/client';
import { currentConsent } from '@yunzhen/contracts/patient/consent';
import type { Actor } from '@yunzhen/contracts/roles';
import { publish as publishSession } from '@yunzhen/people/clinic-session';
import type { Driver } from '@yunzhen/people/driver';
import { idNumberOf } from '@yunzhen/people/id-number';
import { patient } from '@yunzhen/people/intent';
import { insisting, overHttp, saysNo, sendOver } from '@yunzhen/people/over-http';
import { acceptConsent, addPerson } from '@yunzhen/people/patient';
import { lineOf } from '@yunzhen/people/prescription';
import { visit as live, type Story, type Who } from '@yunzhen/people/visit';
import { v7 } from 'uuid';
import { accounts } from '../seed/accounts.ts';
import { drugIdOf } from '../seed/catalogue.ts';
import { drugs } from '../seed/data/drugs.ts';
import { client } from '../visit/client.ts';
import { type Notify, phone } from '../visit/phone.ts';
import { once } from '../visit/transport.ts';
import type { Acknowledged } from './audit.ts';

/** How often anybody asks for the same thing, a fifth of a second or more apart. */
const patience = 400;

/** How often which failure was met. */
export const troubles = new Map<string, number>();
const insist = insisting(
  patience,
  () => setTimeout(100 + Math.random() * 200),
  kind => troubles.set(kind, (troubles.get(kind) ?? 0) + 1),
);

const notifies: readonly Notify[] = ['once', 'once', 'twice', 'never'];
const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

export interface People {
  readonly driver: Driver;
  readonly staff: (login: string) => Promise<Actor>;
  /** Somebody who may book. */
  readonly arrive: (serial: number) => Promise<{ readonly patient: Actor; readonly visitPersonId: string }>;
}

export const people = (origin: string, acknowledged: Acknowledged[]): People => {
  const apis = new Map<string, ApiClient>();
  const apiOf = ({ id }: Actor): ApiClient => {
    const api = apis.get(id);
    if (!api) throw new Error(`${id} has not signed in`);
    return api;
  };
  const enter = async (credentials: () => Promise<Credentials>): Promise<string> => {
    const api = client(once(origin));
    const { holder } = await insist('signing in', async () => api.signIn(await credentials()));
    apis.set(holder.id, api);
    return holder.id;
  };
  const driver = overHttp({
    apiOf,
    insist,
    // Paid twice is refused by the channel: it was paid by the try whose answer was lost.
    cashier: async params => {
      const notify = pick(notifies);
      await insist('paying', () =>
        phone(origin)
          .pay(params, notify)
          .catch((error: Error) => {
            if (!/NOT_PAYABLE|409|400/.test(error.message)) throw error;
            return 'paid';
          }),
      );
      return notify === 'once';
    },
    acknowledged: async (intent, key, { revision, position }) => {
      const { to, id, command } = intent;
      acknowledged.push({ stream: `${to}-${id}`, revision, position: BigInt(position), key, command });
      // What was acknowledged is answered the same when it is asked again.
      if (Math.random() >= 0.2) return;
      const again = await insist(`${to}/${command} again`, () => sendOver(apiOf(intent.by), intent, key));
      if (again.revision !== revision || again.position !== position)
        throw new Error(`${to}/${command} was answered ${revision} and then ${again.revision}`);
    },
  });
  return {
    driver,
    staff: async login => {
      const { password, role } = accounts.find(one => one.login === login) ?? {};
      if (!password || !role) throw new Error(`there is no account ${login}`);
      return { id: await enter(async () => ({ login, password })), role };
    },
    arrive: async serial => {
      const by = patient(
        await enter(async () => ({ code: await phone(origin).code(`campaign-${serial}-${process.pid}`) })),
      );
      const visitPersonId = v7();
      const self = { name: '王芳', idNumber: idNumberOf('1980-01-01', 100 + (serial % 900)), phone: '13900001234' };
      await driver.send(addPerson(by, { visitPersonId, relation: 'self', ...self }));
      await driver.send(acceptConsent(by, currentConsent.version));
      return { patient: by, visitPersonId };
    },
  };
};

export type House = Pick<Who, 'operator' | 'doctor' | 'pharmacist'>;

const lengthMs = 3 * 3_600_000;
let sessions = 0;

/** Numbers of a session of its own: beyond the days that are seeded, each after the last, as a doctor is in one at a time. */
export const publish = async (driver: Driver, { operator, doctor }: House, capacity: number): Promise<string> => {
  const clinicSessionId = v7();
  const startsAt = new Date(Date.now() + 20 * 86_400_000 + sessions++ * lengthMs);
  const endsAt = new Date(startsAt.getTime() + lengthMs);
  const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  await driver.send(publishSession(operator, clinicSessionId, { doctorId: doctor.id, ...times, fee: 1_500, capacity }));
  return clinicSessionId;
};

const treated: Omit<Story, 'end'> = {
  consentVersion: currentConsent.version,
  waits: 0,
  talk: [['血压还是高。', '最近头晕吗？']],
  record: { diagnoses: [{ code: 'I10', name: '原发性高血压', system: 'icd10' }] },
  prescription: {
    written: { lines: [lineOf(drugIdOf(drugs[0]?.[0] ?? ''), { dose: { value: 5, unit: 'mg' } })] },
    isPaid: true,
    isFetched: true,
  },
  rating: { stars: 5 },
  complaint: null,
};

/** One visit, from arriving to its end, or to the news that no number is left. */
export const visit = async (
  { driver, arrive }: People,
  house: House,
  clinicSessionId: string,
  serial: number,
  end: Story['end'],
): Promise<void> => {
  const me = await arrive(serial);
  await live(driver, { ...house, ...me }, clinicSessionId, v7(), { ...treated, end }).catch((error: unknown) => {
    if (!saysNo(error) || error.code !== 'sold-out') throw error;
  });
};
