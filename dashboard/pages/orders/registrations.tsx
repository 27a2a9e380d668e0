/** 挂号: the orders of the whole hospital. */
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import type { z } from 'zod';
import { type Listing, optionsOf } from '../../parts/listing/column.ts';
import { Moment } from '../../parts/moment.tsx';
import { personWords } from '../../parts/person.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { fullTime, shortId } from '../../words/format.ts';
import { enders, refundStates, registrationStates } from '../../words/states.ts';
import { RegistrationDetail } from './registration-detail.tsx';

type Row = z.output<typeof registrationQueries.registration.result>;

export const registrations: Listing<Row> = {
  name: '挂号',
  query: registrationQueries.registrations,
  idOf: ({ registrationId }) => registrationId,
  columns: [
    { key: 'id', title: '单号', value: row => row.registrationId, show: row => shortId(row.registrationId) },
    {
      key: 'status',
      title: '状态',
      value: row => registrationStates[row.status].word,
      show: row => <StateTag of={registrationStates} is={row.status} />,
    },
    { key: 'person', title: '就诊人', value: personWords },
    { key: 'doctor', title: '医生', value: row => row.doctorName },
    { key: 'department', title: '科室', value: row => row.departmentName },
    { key: 'number', title: '号', value: row => row.number, numeric: true },
    { key: 'startsAt', title: '班次', value: row => fullTime(row.startsAt), show: row => <Moment at={row.startsAt} /> },
    { key: 'fee', title: '挂号费', value: row => row.fee, money: true },
    { key: 'refund', title: '退款', value: row => (row.refund === 'none' ? null : refundStates[row.refund]) },
    { key: 'heldAt', title: '下单', value: row => fullTime(row.heldAt), show: row => <Moment at={row.heldAt} /> },
    { key: 'his', title: 'HIS 单号', value: row => row.hisNumber, extra: true },
    { key: 'endedBy', title: '取消方', value: row => row.endedBy && enders[row.endedBy], extra: true },
    { key: 'endReason', title: '取消原因', value: row => row.endReason, extra: true },
  ],
  filters: [
    { name: 'status', label: '状态', options: optionsOf(registrationStates) },
    { name: 'number', label: '单号' },
  ],
  linked: { visitPersonId: '只看一位就诊人' },
  empty: ['没有符合条件的挂号', '换一个日期、科室或状态看看。患者下单后会自动出现在这里。'],
  detail: { title: '挂号详情', Content: RegistrationDetail },
};
