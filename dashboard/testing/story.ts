/** What patients and doctors did before somebody looks at the dashboard: lived through the API, so that every screen has something true to show. */

import type { Session } from '@yunzhen/contracts/api/auth';
import { type ApiClient, apiClient } from '@yunzhen/contracts/api/client';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { complaint } from '@yunzhen/contracts/complaint/complaint';
import { consultation } from '@yunzhen/contracts/consultation/consultation';
import { dispensingQueries } from '@yunzhen/contracts/dispensing/queries';
import { patient as patientContract } from '@yunzhen/contracts/patient/patient';
import { patientQueries } from '@yunzhen/contracts/patient/queries';
import type { Business } from '@yunzhen/contracts/payment/bill';
import { paymentEndpoints } from '@yunzhen/contracts/payment/endpoints';
import { payment } from '@yunzhen/contracts/payment/payment';
import { practitioner } from '@yunzhen/contracts/practitioner/practitioner';
import { prescription } from '@yunzhen/contracts/prescription/prescription';
import { privacy } from '@yunzhen/contracts/privacy/privacy';
import { record } from '@yunzhen/contracts/record/record';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { registration } from '@yunzhen/contracts/registration/registration';
import { scheduleQueries } from '@yunzhen/contracts/schedule/queries';
import { idNumberOf } from '@yunzhen/local/seed/people';
import { v7 } from 'uuid';
import { z } from 'zod';

const json = async (origin: string, method: string, path: string, headers: object, body?: unknown) => {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : undefined) as unknown };
};

/** The API as one person asks it. */
interface Asker extends ApiClient {
  /** Answers the id of the picture, which is theirs alone to attach. */
  readonly upload: (png: Buffer) => Promise<string>;
}

const clientAt = (origin: string): Asker => {
  let session: Session | null = null;
  const upload = async (png: Buffer): Promise<string> => {
    const headers = { authorization: `Bearer ${session?.accessToken}`, 'content-type': 'image/png' };
    const answer = await fetch(`${origin}/api/files`, { method: 'POST', headers, body: new Uint8Array(png) });
    return z.object({ fileId: z.string() }).parse(await answer.json()).fileId;
  };
  const client = apiClient({
    transport: ({ method, path, headers, body }) => json(origin, method, path, headers, body),
    session: {
      read: () => session,
      write: next => {
        session = next;
      },
    },
    newId: v7,
  });
  return { ...client, upload };
};

/** Asks until the answer is there: what follows from a command follows in its own time. */
const until = async <T>(ask: () => Promise<T | null | undefined | false>): Promise<T> => {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await ask().catch(() => null);
    if (answer) return answer;
    await new Promise(next => setTimeout(next, 50));
  }
  throw new Error('it did not happen');
};

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
  const staff = async (login: string) => {
    const client = clientAt(origin);
    await client.signIn({ login, password: 'Yunzhen-2026' });
    return client;
  };
  const [doctor, pharmacist] = await Promise.all([staff('doctor'), staff('pharmacist')]);
  const wechat = (method: string, path: string, body?: object) =>
    json(origin, method, `/wechat/_standin/${path}`, {}, body).then(answer => answer.body);

  /** Somebody who never was here: a hospital that was looked at before has no session left for the same person. */
  const newPatient = async () => {
    const patient = clientAt(origin);
    const { code } = z
      .object({ code: z.string() })
      .parse(await wechat('POST', 'codes', { person: `looked-at-${v7()}` }));
    const { holder } = await patient.signIn({ code });
    const visitPersonId = v7();
    const { version } = await patient.query(patientQueries.consent, {});
    await patient.command(patientContract, holder.id, 'add-visit-person', {
      visitPersonId,
      relation: 'self',
      name: '苏静怡',
      idNumber: idNumberOf('1957-04-12', 100 + 2 * Math.floor(Math.random() * 449)),
      phone: '13900009999',
    });
    await patient.command(patientContract, holder.id, 'accept-consent', { version });
    return { patient, patientId: holder.id, visitPersonId, consentVersion: version };
  };

  const pay = async (patient: ApiClient, business: Business, subjectId: string) => {
    const paymentId = v7();
    await patient.command(payment, paymentId, 'create', { lines: [{ business, subjectId }] });
    const params = await until(async () => {
      const prepared = await patient.call(paymentEndpoints.payParams, { paymentId });
      if (!prepared.params) throw new Error('the order is not prepared yet');
      return prepared.params;
    });
    await wechat('POST', 'payments', { prepay_id: params.package.slice('prepay_id='.length) });
  };

  const book = async (chiefComplaint = '血压控制不稳，晨起偏高，想复诊调整用药。') => {
    const { patient, patientId: _, ...who } = await newPatient();
    const now = new Date().toISOString();
    const today = chinaDayOf(now);
    const { rows } = await doctor.query(scheduleQueries.schedule, { from: today, to: today });
    const session = rows.find(({ startsAt, endsAt, remaining }) => startsAt <= now && now < endsAt && remaining > 0);
    if (!session) throw new Error('the demo doctor has no session now');
    const id = v7();
    await patient.command(registration, id, 'book', {
      clinicSessionId: session.clinicSessionId,
      chiefComplaint,
      ...who,
    });
    await pay(patient, 'registration', id);
    await until(
      async () => (await patient.query(registrationQueries.registration, { registrationId: id })).status === 'booked',
    );
    return { id, patient };
  };

  /** @param mg three tablets are more than the package insert allows, and have their reasons */
  const submit = async (chiefComplaint?: string, mg: 5 | 15 = 5) => {
    const { id: consultationId, patient } = await book(chiefComplaint);
    await until(() => doctor.command(consultation, consultationId, 'accept', { eligible: true }));
    const [[found], [drug]] = await Promise.all([
      doctor.query(catalogueQueries.diagnoses, { q: 'yfxgxy' }),
      doctor.query(catalogueQueries.drugs, { q: 'bhsal' }),
    ]);
    if (!found || !drug) throw new Error('the demo catalogue lacks them');
    const diagnoses = [{ code: found.code, name: found.name, system: found.system }];
    await doctor.command(record, consultationId, 'write', {
      diagnoses,
      chiefComplaint: '血压控制不稳，晨起偏高。',
      presentIllness: '规律服药，晨起血压 150/95 mmHg，偶有头晕，休息后缓解。',
      pastHistory: '高血压病史六年，否认药物过敏。',
      advice: '低盐饮食，每日早晚测压并记录，两周后复诊。',
    });
    const id = v7();
    await doctor.command(prescription, id, 'submit', {
      consultationId,
      diagnoses,
      lines: [
        {
          drugId: drug.drugId,
          dose: { value: mg, unit: 'mg' },
          frequency: 'qd',
          route: '1',
          days: 14,
          quantity: mg === 5 ? 1 : 2,
        },
      ],
      answers:
        mg === 5
          ? []
          : [
              { rule: 'R25', reason: 'guideline' },
              { rule: 'R26', reason: 'guideline' },
            ],
      longSupplyReason: '高血压病情稳定，慢病长处方',
    });
    return { id, patient };
  };

  return {
    hired: async name => {
      const operator = await staff('operator');
      const [department] = await operator.query(catalogueQueries.departments, {});
      if (!department) throw new Error('the demo hospital has no department');
      await operator.command(practitioner, v7(), 'hire', {
        ...{ kind: 'doctor', name, gender: 'female', title: 'attending', departmentId: department.departmentId },
        practisingSince: '2015-07-01',
        licence: { number: '110', issuedBy: '天津市卫生健康委员会', issuedOn: '2015-07-01', scope: '内科专业' },
        introduction: '擅长高血压的长期管理。',
        specialities: [],
      });
    },
    forgotten: async () => {
      const { patient, patientId } = await newPatient();
      const requestId = v7();
      await patient.command(privacy, patientId, 'request', { requestId, kind: 'erasure', text: '不再使用，请删除。' });
      return requestId;
    },
    booked: async () => (await book()).id,
    complained: async pictures => {
      const { id, patient } = await book();
      const text = '约的是上午，等了一个多小时才接诊，中间没有人说明。';
      const shown = await Promise.all(pictures.map(patient.upload));
      const about = { subject: 'consultation', kind: 'waiting', text, pictures: shown } as const;
      // The consultation follows the booking in its own time.
      await until(() => patient.command(complaint, id, 'file', about));
      return id;
    },
    submitted: async chiefComplaint => (await submit(chiefComplaint)).id,
    flagged: async chiefComplaint => (await submit(chiefComplaint, 15)).id,
    ready: async () => {
      const { id, patient } = await submit();
      await pharmacist.command(prescription, id, 'claim', {});
      await pharmacist.command(prescription, id, 'pass', {});
      await doctor.command(prescription, id, 'publish', {});
      await pay(patient, 'prescription', id);
      const code = await until(
        async () => (await patient.query(dispensingQueries.pickUpCode, { dispensingId: id })).pickUpCode,
      );
      return { id, code };
    },
  };
};
