/** Visits, payments, prescriptions and pick-ups for the search: by number, whole or its end, in all of them; one's own patients also by name. */

import { keyOf } from '@yunzhen/client/answers';
import type { Paged } from '@yunzhen/client/query-hooks';
import { Problem } from '@yunzhen/contracts/api/problem';
import { dispensingQueries } from '@yunzhen/contracts/dispensing/queries';
import { patientQueries } from '@yunzhen/contracts/patient/queries';
import { paymentQueries } from '@yunzhen/contracts/payment/queries';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { anyNumber } from '@yunzhen/contracts/query';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { type Role, reachOf } from '@yunzhen/contracts/roles';
import { isolated } from '@yunzhen/contracts/text';
import type { z } from 'zod';
import { answers, queryClient } from '../api/query-client.ts';
import { personWords } from '../parts/person.tsx';
import { moment, money } from '../words/format.ts';
import { businessesOf, paymentStates, prescriptionStates, registrationStates } from '../words/states.ts';
import { endsLike, namesLike } from './fits.ts';

export interface Found {
  readonly kind: string;
  readonly title: string;
  readonly about: string;
  readonly to: string;
  /** It is asked first why this person is looked at. */
  readonly person?: { readonly patientId: string; readonly subjectId: string };
}

type Params = Readonly<Record<string, string>>;
interface Source {
  readonly may: (role: Role) => boolean;
  readonly find: (q: string, role: Role) => Promise<Found[]>;
}
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const operations = (role: Role) => reachOf(patientQueries.persons.access, role) !== null;
/** So many of the newest are looked through; of each kind so many are shown. */
const lookedThrough = 100;
const shownOfEach = 5;

const absent = (error: unknown) => error instanceof Problem && error.status >= 400 && error.status < 500;

/** @param numbers of a row, by the end of which it is known; @param name of its person, if it has one */
const source = <T>(
  list: Paged<T>,
  filters: Params,
  one: (id: string) => Promise<T>,
  numbers: (row: T) => readonly (string | null)[],
  name: (row: T) => string | null,
  words: (row: T) => Found,
): Source => ({
  may: role => reachOf(list.access, role) !== null,
  find: async (q, role) => {
    if (uuid.test(q))
      return one(q).then(
        row => [words(row)],
        error => {
          if (absent(error)) return [];
          throw error;
        },
      );
    const byNumber = 'number' in list.params;
    // Operations look persons up by their indexes; doctors and pharmacists see their own patients alone.
    const byName = !anyNumber.safeParse(q).success || !byNumber;
    if (byName && operations(role)) return [];
    const params = byName ? { ...filters, limit: lookedThrough } : { ...filters, number: q, limit: shownOfEach };
    const { rows } = await queryClient.fetchQuery({
      queryKey: keyOf(list, params),
      queryFn: () => answers.ask(list, params as never),
    });
    return rows
      .filter(row => !byName || namesLike(name(row), q) || numbers(row).some(number => endsLike(number, q)))
      .slice(0, shownOfEach)
      .map(words);
  },
});

type Sheet = z.output<typeof prescriptionQueries.prescriptions.result>['rows'][number];
const sheet =
  (page: string) =>
  (row: Sheet): Found => ({
    kind: '处方',
    title: personWords(row),
    about: `${prescriptionStates[row.status].word} · ${row.lines.map(({ name }) => name).join('、')}`,
    to: `${page}id=${row.prescriptionId}`,
  });
const aPrescription = (prescriptionId: string): Promise<Sheet> =>
  answers.ask(prescriptionQueries.prescription, { prescriptionId });
const sheets = (list: Paged<Sheet>, filters: Params, page: string) =>
  source(
    list,
    filters,
    aPrescription,
    row => [row.prescriptionId],
    row => row.visitPersonName,
    sheet(page),
  );

type PickUp = z.output<typeof dispensingQueries.dispensing.result>;
const pickUps = (status: PickUp['status']) =>
  source<PickUp>(
    dispensingQueries.dispensings,
    { status },
    dispensingId => answers.ask(dispensingQueries.dispensing, { dispensingId }),
    row => [row.dispensingId, row.hisNumber],
    row => row.visitPersonName,
    row => ({
      kind: '取药',
      title: personWords(row),
      about: `${row.status === 'ready' ? '待取药' : '已发药'} · ${row.lines.map(line => line.name).join('、')}`,
      to: `/dispensing?id=${row.dispensingId}`,
    }),
  );

/** Persons by their whole name, phone or ID number, or the last four of either. */
const persons: Source = {
  may: operations,
  find: async q => {
    const { rows, total } = await answers.ask(patientQueries.persons, { q, limit: shownOfEach });
    return rows.map(row => ({
      kind: '就诊人',
      title: personWords({ ...row, visitPersonName: row.name }),
      about: [row.phone, row.idNumber, total > rows.length && `共 ${total} 位，请用证件号或手机号查找`]
        .filter(Boolean)
        .join(' · '),
      to: `/orders?visitPersonId=${row.visitPersonId}`,
      person: { patientId: row.patientId, subjectId: row.visitPersonId },
    }));
  },
};

const sources: readonly Source[] = [
  persons,
  source(
    registrationQueries.registrations,
    {},
    registrationId => answers.ask(registrationQueries.registration, { registrationId }),
    row => [row.registrationId, row.hisNumber],
    row => row.visitPersonName,
    row => ({
      kind: '挂号',
      title: personWords(row),
      about: `${registrationStates[row.status].word} · ${isolated(row.doctorName)} · ${moment(row.startsAt)}`,
      to: `/orders?id=${row.registrationId}`,
    }),
  ),
  sheets(prescriptionQueries.prescriptions, {}, '/prescriptions?'),
  source(
    paymentQueries.payments,
    {},
    paymentId => answers.ask(paymentQueries.payment, { paymentId }),
    row => [row.paymentId, ...row.tenders.map(({ transactionId }) => transactionId)],
    () => null,
    row => ({
      kind: '支付',
      title: `${businessesOf(row.lines)} ${money(row.amount)}`,
      about: `${paymentStates[row.status].word} · ${moment(row.createdAt)}`,
      to: `/orders?kind=payments&id=${row.paymentId}`,
    }),
  ),
  ...(['pending', 'claimed', 'done'] as const).map(state =>
    sheets(prescriptionQueries.reviewList, { state }, `/review?state=${state}&`),
  ),
  // Operations see pick-ups as the prescriptions they are.
  ...(['ready', 'dispensed'] as const)
    .map(pickUps)
    .map(one => ({ ...one, may: (role: Role) => role === 'pharmacist' })),
];

interface FoundWork {
  readonly found: readonly Found[];
  /** What kept some of it from being asked; null when all was. */
  readonly error: unknown;
}

/** Everything that a role may see and a text may mean. */
export const findWork = async (q: string, role: Role): Promise<FoundWork> => {
  const all = await Promise.allSettled(sources.filter(({ may }) => may(role)).map(({ find }) => find(q, role)));
  const found = all.flatMap(one => (one.status === 'fulfilled' ? one.value : []));
  const failed = all.find(one => one.status === 'rejected');
  // A prescription may stand in more than one list.
  const once = new Map(found.map(one => [one.to.replace(/state=\w+&/, ''), one]));
  return { found: [...once.values()], error: failed?.reason ?? null };
};
