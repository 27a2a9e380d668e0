/** 排班: the sessions of a range of days, suspended ones too. */
import { scheduleQueries } from '@yunzhen/contracts/schedule/queries';
import type { Listing } from '../../parts/listing/column.ts';
import { StateTag } from '../../parts/state-tag.tsx';
import { dayOf, dayPlus, shortDay, time } from '../../words/format.ts';
import { clinicSessionStates } from '../../words/states.ts';
import { PublishButton } from './publish-button.tsx';
import type { Session } from './row.ts';
import { SessionDetail } from './session-detail.tsx';

const hours = ({ startsAt, endsAt }: Session) =>
  `${time(startsAt)}–${dayOf(endsAt) === dayOf(startsAt) ? time(endsAt) : '24:00'}`;

export const sessions: Listing<Session> = {
  name: '排班',
  query: scheduleQueries.schedule,
  idOf: ({ clinicSessionId }) => clinicSessionId,
  columns: [
    { key: 'day', title: '日期', value: row => row.day, show: row => shortDay(row.day) },
    { key: 'hours', title: '时间', value: hours },
    { key: 'doctor', title: '医生', value: row => row.doctorName },
    { key: 'department', title: '科室', value: row => row.departmentName },
    { key: 'fee', title: '挂号费', value: row => row.fee, money: true },
    { key: 'taken', title: '已占用', value: row => row.taken, numeric: true },
    { key: 'capacity', title: '总号数', value: row => row.capacity, numeric: true },
    {
      key: 'status',
      title: '状态',
      value: row => clinicSessionStates[row.status].word,
      show: row => <StateTag of={clinicSessionStates} is={row.status} />,
    },
    { key: 'reason', title: '停诊原因', value: row => row.suspendReason },
  ],
  filters: [],
  linked: { doctorId: '只看所选医生' },
  usualDays: () => {
    const today = dayOf(new Date());
    return [today, dayPlus(today, 6)];
  },
  Actions: PublishButton,
  empty: ['这些天没有班次', '换一个日期或科室看看，或发布新的班次。'],
  detail: { title: '班次', Content: SessionDetail },
};
