/** 问诊: consultations and where they stand. */

import type { AskPage } from '@yunzhen/client/query-hooks';
import { consultationQueries } from '@yunzhen/contracts/consultation/queries';
import type { z } from 'zod';
import { answers } from '../../api/query-client.ts';
import { type Listing, optionsOf } from '../../parts/listing/column.ts';
import { Moment } from '../../parts/moment.tsx';
import { personWords } from '../../parts/person.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { fullTime, shortId } from '../../words/format.ts';
import { consultationStates } from '../../words/states.ts';
import { RegistrationDetail } from './registration-detail.tsx';

type Row = z.output<typeof consultationQueries.consultation.result>;
const at = (instant: string | null) => instant && fullTime(instant);

/** Those whose session has begun; the list stands in the order of their turns, so that the rest comes after them. */
const due: AskPage<Row> = async ({ status, ...params }) => {
  const asked = { ...params, ...(status !== undefined && { status: status === 'due' ? 'waiting' : status }) };
  const page = await answers.ask(consultationQueries.consultations, asked as never);
  if (status !== 'due') return page;
  const now = new Date().toISOString();
  const rows = page.rows.filter(({ startsAt }) => startsAt <= now);
  return { rows, next: rows.length < page.rows.length ? null : page.next };
};

export const consultations: Listing<Row> = {
  name: '问诊',
  query: consultationQueries.consultations,
  ask: due,
  idOf: ({ consultationId }) => consultationId,
  columns: [
    { key: 'id', title: '单号', value: row => row.consultationId, show: row => shortId(row.consultationId) },
    {
      key: 'status',
      title: '状态',
      value: row => consultationStates[row.status].word,
      show: row => <StateTag of={consultationStates} is={row.status} />,
    },
    { key: 'person', title: '就诊人', value: personWords },
    { key: 'doctor', title: '医生', value: row => row.doctorName },
    { key: 'department', title: '科室', value: row => row.departmentName },
    { key: 'number', title: '号', value: row => row.number, numeric: true },
    {
      key: 'waiting',
      title: '候诊自',
      value: row => at(row.waitingSince),
      show: row => <Moment at={row.waitingSince} />,
    },
    { key: 'accepted', title: '接诊', value: row => at(row.acceptedAt), show: row => <Moment at={row.acceptedAt} /> },
    { key: 'ended', title: '结束', value: row => at(row.endedAt), show: row => <Moment at={row.endedAt} /> },
    { key: 'reason', title: '结束原因', value: row => row.endReason, extra: true },
  ],
  filters: [
    {
      name: 'status',
      label: '状态',
      options: [{ value: 'due', label: '候诊中，已到时间' }, ...optionsOf(consultationStates)],
    },
  ],
  empty: ['没有符合条件的问诊', '换一个日期或状态看看。挂号成功后会自动出现在这里。'],
  detail: { title: '问诊与挂号', Content: RegistrationDetail },
};
