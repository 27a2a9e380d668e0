/** What patients and doctors did before somebody looks at the dashboard: lived through the API, so that every screen has something true to show. */
import { type ApiClient, apiClient } from '@yunzhen/contracts/api/client';
import type { Session } from '@yunzhen/contracts/api/session';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/views';
import { consultation } from '@yunzhen/contracts/consultation/consultation';
import { dispensingQueries } from '@yunzhen/contracts/dispensing/views';
import { patientQueries } from '@yunzhen/contracts/patient/views';
import { payment, type purposes } from '@yunzhen/contracts/payment/payment';
import { prescription } from '@yunzhen/contracts/prescription/prescription';
import { record } from '@yunzhen/contracts/record/record';
import { registration } from '@yunzhen/contracts/registration/registration';
import { registrationQueries } from '@yunzhen/contracts/registration/views';
import { scheduleQueries } from '@yunzhen/contracts/schedule/views';
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

const clientAt = (origin: string): ApiClient => {
  let session: Session | null = null;
  return apiClient({
    transport: ({ method, path, headers, body }) => json(origin, method, path, headers, body),
    session: {
      read: () => session,
      write: next => {
        session = next;
      },
    },
    newId: v7,
  });
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

export interface Story {
  /** A booked and accepted consultation with a record and a submitted prescription. Answers the prescription's id. */
  readonly submitted: (patient: number, complaint?: string) => Promise<string>;
  /** A booked registration, waiting for its doctor. Answers its id. */
  readonly booked: (patient: number, complaint?: string) => Promise<string>;
  /** A prescription that was passed, published and paid, with the code the patient shows. */
  readonly ready: (patient: number) => Promise<{ readonly id: string; readonly code: string }>;
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

  const patientOf = async (number: number) => {
    const client = clientAt(origin);
    const { code } = z
      .object({ code: z.string() })
      .parse(await wechat('POST', 'codes', { person: `patient-${number}` }));
    await client.signIn({ code });
    return client;
  };

  const pay = async (patient: ApiClient, purpose: (typeof purposes)[number], subjectId: string) => {
    const paymentId = v7();
    await patient.command(payment, paymentId, 'create', { purpose, subjectId });
    const shape = z.object({ params: z.object({ package: z.string() }).loose() });
    const { params } = await until(() => patient.call('GET', `/api/payments/${paymentId}/pay-params`, shape));
    await wechat('POST', 'payments', { prepay_id: params.package.slice('prepay_id='.length) });
  };

  const book = async (number: number, complaint = '血压控制不稳，晨起偏高，想复诊调整用药。') => {
    const patient = await patientOf(number);
    const [me, consent, sessions] = await Promise.all([
      patient.query(patientQueries.me, {}),
      patient.query(patientQueries.consent, {}),
      doctor.query(scheduleQueries.schedule, { limit: 100 }),
    ]);
    const now = new Date().toISOString();
    const session = sessions.rows.find(
      ({ startsAt, endsAt, remaining }) => startsAt <= now && now < endsAt && remaining > 0,
    );
    const person = me.visitPersons[0];
    if (!session || !person) throw new Error('the demo has no session now, or no such person');
    const id = v7();
    await patient.command(registration, id, 'book', {
      sessionId: session.sessionId,
      visitPersonId: person.visitPersonId,
      complaint,
      consentVersion: consent.version,
    });
    await pay(patient, 'registration', id);
    await until(
      async () => (await patient.query(registrationQueries.registration, { registrationId: id })).status === 'booked',
    );
    return { id, patient };
  };

  const submit = async (number: number, complaint?: string) => {
    const { id: consultationId, patient } = await book(number, complaint);
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
      lines: [{ drugId: drug.drugId, dose: '5mg', frequency: '每日一次', route: '口服', days: 14, quantity: 2 }],
      longSupplyReason: '高血压病情稳定，慢病长处方',
    });
    return { id, patient };
  };

  return {
    booked: async (number, complaint) => (await book(number, complaint)).id,
    submitted: async (number, complaint) => (await submit(number, complaint)).id,
    ready: async number => {
      const { id, patient } = await submit(number);
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
