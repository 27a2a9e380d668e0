/**
 * N5: a copy of one's own data. It is what every list that shows a person their own answers, page by page: nothing that they may not see
 * otherwise, and nothing that they may is left out (a test holds it against the views that are a patient's own).
 */
import { accountQueries } from '@yunzhen/contracts/account/queries';
import type { ApiClient } from '@yunzhen/contracts/api/client';
import { auditQueries } from '@yunzhen/contracts/audit/queries';
import { complaintQueries } from '@yunzhen/contracts/complaint/queries';
import { consultationQueries } from '@yunzhen/contracts/consultation/queries';
import { conversationQueries } from '@yunzhen/contracts/conversation/queries';
import { dispensingQueries } from '@yunzhen/contracts/dispensing/queries';
import { patientQueries } from '@yunzhen/contracts/patient/queries';
import { paymentQueries } from '@yunzhen/contracts/payment/queries';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { privacyQueries } from '@yunzhen/contracts/privacy/queries';
import type { Query } from '@yunzhen/contracts/query';
import { ratingQueries } from '@yunzhen/contracts/rating/queries';
import { recordQueries } from '@yunzhen/contracts/record/queries';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import type { z } from 'zod';

type Listed<Row> = Query<z.ZodRawShape, z.ZodType<{ readonly rows: Row[]; readonly next: string | null }>>;
type Asking = Pick<ApiClient, 'query'>;

/** Said, so that the audit trail tells a copy from a look. */
const purpose = { purpose: 'export' };
const most = 100;

/** All rows of a list, whatever the number of its pages. */
const every = async <Row>({ query: ask }: Asking, list: Listed<Row>, params: object = {}): Promise<Row[]> => {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(list, { ...params, ...purpose, limit: most, cursor });
    rows.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return rows;
};

const messagesOf = async ({ query: ask }: Asking, conversationId: string) => {
  type Message = Awaited<ReturnType<typeof page>>['rows'][number];
  const page = (since: number) => ask(conversationQueries.messages, { conversationId, since, limit: 200 });
  const all: Message[] = [];
  for (let more = true; more; ) {
    const next = await page(all.at(-1)?.sequence ?? 0);
    all.push(...next.rows);
    more = next.more && next.rows.length > 0;
  }
  return all;
};

/** Throws Problem and NoAnswer: a copy is whole or none. */
export const copyOf = async (api: Asking, now: Date) => {
  const conversations = await every(api, conversationQueries.conversations);
  const chats = [];
  for (const one of conversations) chats.push({ ...one, messages: await messagesOf(api, one.conversationId) });
  return {
    format: 'yunzhen-personal-data',
    version: 1,
    madeAt: now.toISOString(),
    account: await api.query(accountQueries.myAccount, {}),
    patient: await api.query(patientQueries.me, {}),
    registrations: await every(api, registrationQueries.registrations),
    consultations: await every(api, consultationQueries.consultations),
    conversations: chats,
    records: await every(api, recordQueries.records),
    prescriptions: await every(api, prescriptionQueries.prescriptions),
    dispensings: [
      ...(await every(api, dispensingQueries.dispensings, { status: 'ready' })),
      ...(await every(api, dispensingQueries.dispensings, { status: 'dispensed' })),
    ],
    payments: await every(api, paymentQueries.payments),
    ratings: await every(api, ratingQueries.ratings),
    complaints: await every(api, complaintQueries.complaints),
    privacyRequests: await every(api, privacyQueries.privacyRequests),
    looks: await every(api, auditQueries.looksAtMe),
  };
};
export type Copy = Awaited<ReturnType<typeof copyOf>>;

/** As a file for programs. */
export const jsonOf = (copy: Copy): string => `${JSON.stringify(copy, null, 2)}\n`;
