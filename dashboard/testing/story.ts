/** What patients and doctors did before somebody looks at the dashboard: lived through the API, so that every screen has something true to show. */

import { setTimeout } from 'node:timers/promises';
import type { ApiClient } from '@yunzhen/contracts/api/client';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { fileEndpoints } from '@yunzhen/contracts/file/endpoints';
import { currentConsent } from '@yunzhen/contracts/patient/consent';
import { practitioner } from '@yunzhen/contracts/practitioner/practitioner';
import { privacy } from '@yunzhen/contracts/privacy/privacy';
import type { Actor } from '@yunzhen/contracts/roles';
import { scheduleQueries } from '@yunzhen/contracts/schedule/queries';
import { accounts } from '@yunzhen/local/seed/accounts';
import { client } from '@yunzhen/local/visit/client';
import { phone } from '@yunzhen/local/visit/phone';
import { once } from '@yunzhen/local/visit/transport';
import { file } from '@yunzhen/people/complaint';
import { look as pickUp } from '@yunzhen/people/dispensing';
import { LeftOpen, leaving } from '@yunzhen/people/driver';
import { idNumberOf } from '@yunzhen/people/id-number';
import { patient } from '@yunzhen/people/intent';
import { insisting, overHttp } from '@yunzhen/people/over-http';
import { acceptConsent, addPerson } from '@yunzhen/people/patient';
import { lineOf } from '@yunzhen/people/prescription';
import { type Story as Lived, visit } from '@yunzhen/people/visit';
import { v7 } from 'uuid';

const insist = insisting(300, () => setTimeout(50));

/** Each of it happens to somebody new. */
export interface Story {
  /** A doctor of this name, without an account. */
  readonly hired: (name: string) => Promise<void>;
  /** A new patient who asked for erasure. Answers the id of the request. */
  readonly forgotten: () => Promise<string>;
  /** A booked registration, waiting for its doctor. Answers its id. */
  readonly booked: () => Promise<string>;
  /** A complaint about a consultation that is waited for, with these pictures. Answers its id. */
  readonly complained: (pictures: Buffer[]) => Promise<string>;
  /** A consultation under way, with a record and a submitted prescription. Answers the prescription's id. */
  readonly submitted: (chiefComplaint?: string) => Promise<string>;
  /** The same with more than the package insert allows. */
  readonly flagged: (chiefComplaint?: string) => Promise<string>;
  /** A prescription that was passed, published and paid, with the code the patient shows. */
  readonly ready: () => Promise<{ readonly id: string; readonly code: string }>;
}

/** @param origin of a hospital with its demo accounts and the WeChat stand-in. */
export const story = async (origin: string): Promise<Story> => {
  const apis = new Map<string, ApiClient>();
  const apiOf = ({ id }: Actor): ApiClient => {
    const api = apis.get(id);
    if (!api) throw new Error('who asks has not signed in');
    return api;
  };
  const enter = async (credentials: Parameters<ApiClient['signIn']>[0]) => {
    const api = client(once(origin));
    const { holder } = await api.signIn(credentials);
    apis.set(holder.id, api);
    return holder.id;
  };
  const staff = async (login: string): Promise<Actor> => {
    const { role = 'operator', password = '' } = accounts.find(one => one.login === login) ?? {};
    return { id: await enter({ login, password }), role };
  };
  const [doctor, pharmacist, operator] = await Promise.all([staff('doctor'), staff('pharmacist'), staff('operator')]);
  const wechat = phone(origin);
  const driver = overHttp({
    apiOf,
    insist,
    cashier: async params => {
      await wechat.pay(params);
      return true;
    },
  });

  /** Somebody who never was here: a hospital that was looked at before has no session left for the same person. */
  const newPatient = async () => {
    const by = patient(await enter({ code: await wechat.code(`looked-at-${v7()}`) }));
    const visitPersonId = v7();
    const idNumber = idNumberOf('1957-04-12', 100 + 2 * Math.floor(Math.random() * 449));
    await driver.send(
      addPerson(by, { visitPersonId, relation: 'self', name: '苏静怡', idNumber, phone: '13900009999' }),
    );
    await driver.send(acceptConsent(by, currentConsent.version));
    return { patient: by, visitPersonId };
  };

  const sessionNow = async (): Promise<string> => {
    const now = new Date().toISOString();
    const today = chinaDayOf(now);
    const { rows } = await apiOf(doctor).query(scheduleQueries.schedule, { from: today, to: today });
    const session = rows.find(({ startsAt, endsAt, remaining }) => startsAt <= now && now < endsAt && remaining > 0);
    if (!session) throw new Error('the demo doctor has no session now');
    return session.clinicSessionId;
  };
  /** @param mg three tablets are more than the package insert allows, and have their reasons */
  const storyOf = async (chiefComplaint: string, mg: 5 | 15): Promise<Lived> => {
    const [[found], [drug]] = await Promise.all([
      apiOf(doctor).query(catalogueQueries.diagnoses, { q: 'yfxgxy' }),
      apiOf(doctor).query(catalogueQueries.drugs, { q: 'bhsal' }),
    ]);
    if (!found || !drug) throw new Error('the demo catalogue lacks them');
    const { code, name, system } = found;
    return {
      end: 'is-treated',
      chiefComplaint,
      consentVersion: currentConsent.version,
      waits: 0,
      talk: [],
      record: {
        diagnoses: [{ code, name, system }],
        chiefComplaint: '血压控制不稳，晨起偏高。',
        presentIllness: '规律服药，晨起血压 150/95 mmHg，偶有头晕，休息后缓解。',
        pastHistory: '高血压病史六年，否认药物过敏。',
        advice: '低盐饮食，每日早晚测压并记录，两周后复诊。',
      },
      prescription: {
        written: {
          lines: [lineOf(drug.drugId, { dose: { value: mg, unit: 'mg' }, days: 14, quantity: mg === 5 ? 1 : 2 })],
          answers: mg === 5 ? [] : (['R25', 'R26'] as const).map(rule => ({ rule, reason: 'guideline' })),
          longSupplyReason: '高血压病情稳定，慢病长处方',
        },
        isPaid: true,
        isFetched: true,
      },
      rating: null,
      complaint: null,
    };
  };
  /** Up to a command that is left to whoever looks. */
  const until = async (left: string, chiefComplaint = '血压控制不稳，晨起偏高，想复诊调整用药。', mg: 5 | 15 = 5) => {
    const me = await newPatient();
    const registrationId = v7();
    const prescriptionId = v7();
    const idOf = (what: string | number) => (what === 'prescription' ? prescriptionId : v7());
    const living = leaving({ ...driver, idOf }, left);
    const who = { ...me, doctor, pharmacist, operator };
    await visit(living, who, await sessionNow(), registrationId, await storyOf(chiefComplaint, mg)).catch(error => {
      if (!(error instanceof LeftOpen)) throw error;
    });
    return { registrationId, prescriptionId, patient: me.patient };
  };

  return {
    hired: async name => {
      const api = apiOf(operator);
      const [department] = await api.query(catalogueQueries.departments, {});
      if (!department) throw new Error('the demo hospital has no department');
      await api.command(practitioner, v7(), 'hire', {
        ...{ kind: 'doctor', name, gender: 'female', title: 'attending', departmentId: department.departmentId },
        practisingSince: '2015-07-01',
        licence: { number: '110', issuedBy: '天津市卫生健康委员会', issuedOn: '2015-07-01', scope: '内科专业' },
        introduction: '擅长高血压的长期管理。',
        specialities: [],
      });
    },
    forgotten: async () => {
      const { patient: by } = await newPatient();
      const requestId = v7();
      await apiOf(by).command(privacy, by.id, 'request', { requestId, kind: 'erasure', text: '不再使用，请删除。' });
      return requestId;
    },
    booked: async () => (await until('consultation/accept')).registrationId,
    complained: async pictures => {
      const { registrationId, patient: by } = await until('consultation/accept');
      const text = '约的是上午，等了一个多小时才接诊，中间没有人说明。';
      const shown = await Promise.all(pictures.map(png => apiOf(by).call(fileEndpoints.uploadPicture, {}, png)));
      await driver.send(
        file(by, registrationId, { kind: 'waiting', text, pictures: shown.map(({ fileId }) => fileId) }),
      );
      return registrationId;
    },
    submitted: async chiefComplaint => (await until('prescription/claim', chiefComplaint)).prescriptionId,
    flagged: async chiefComplaint => (await until('prescription/claim', chiefComplaint, 15)).prescriptionId,
    ready: async () => {
      const { prescriptionId: id, patient: by } = await until('dispensing/dispense');
      return { id, code: await driver.until(pickUp, id, by, ({ pickUpCode }) => pickUpCode ?? undefined) };
    },
  };
};
