/** A new session: doctor, day, hours, fee, numbers. */
import { chinaDay } from '@yunzhen/contracts/china-day';
import { session } from '@yunzhen/contracts/schedule/session';
import { Form, InputNumber, Select, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { DayField } from '../../parts/day-field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { chosen } from '../../parts/required.ts';
import { YuanField } from '../../parts/yuan-field.tsx';
import { dayOf, fenOf } from '../../words/format.ts';
import { useDoctors } from './use-doctors.ts';

interface Typed {
  readonly doctorId: string;
  readonly day: string;
  readonly hours: [Dayjs, Dayjs];
  /** Yuan. */
  readonly fee: number;
  readonly capacity: number;
}
const revive = ({ hours: clocks, ...kept }: Partial<Typed>): Partial<Typed> => ({
  ...kept,
  ...(clocks && { hours: [dayjs(clocks[0]), dayjs(clocks[1])] }),
});
const initial = { fee: 30, capacity: 12 };
/** The ids of the two fields. */
const hours = { start: 'session-starts', end: 'session-ends' };
const refusedAt = { 'unknown-doctor': 'doctorId', 'session-times-wrong': 'hours' };

/** The instant of a clock time on a day of the hospital. */
const instantOf = (day: string, clock: Dayjs): string =>
  new Date(Date.parse(chinaDay(day).start) + (clock.hour() * 60 + clock.minute()) * 60_000).toISOString();

export const PublishDialog = ({ onClose }: { onClose: () => void }) => {
  const [q, setQ] = useState('');
  const doctors = useDoctors(q);
  return (
    <FormDialog
      title="发布班次"
      okText="发布"
      capability={session}
      command="publish"
      initial={initial}
      revive={revive}
      inputOf={({ doctorId, day, hours: [from, to], fee, capacity }: Typed) => ({
        doctorId,
        startsAt: instantOf(day, from),
        endsAt: instantOf(day, to),
        fee: fenOf(fee),
        capacity,
      })}
      refusedAt={refusedAt}
      done="班次已发布"
      onClose={onClose}
    >
      <Form.Item name="doctorId" label="医生" rules={chosen('医生')}>
        <Select
          showSearch={{ filterOption: false, onSearch: setQ }}
          loading={doctors.isPending}
          options={(doctors.data?.rows ?? []).map(row => ({
            value: row.practitionerId,
            label: `${row.name} · ${row.departmentName ?? ''}`,
          }))}
          notFoundContent={doctors.isError ? '没有加载出来，请再输入一次' : '没有这位医生'}
          placeholder="姓名、拼音首字母或专长"
        />
      </Form.Item>
      <Form.Item name="day" label="日期" rules={chosen('日期')}>
        <DayField minDate={dayjs(dayOf(new Date()))} />
      </Form.Item>
      <Form.Item name="hours" label="时间" htmlFor={hours.start} rules={chosen('时间')}>
        <TimePicker.RangePicker
          id={hours}
          format="HH:mm"
          minuteStep={15}
          needConfirm={false}
          style={{ width: '100%' }}
        />
      </Form.Item>
      <label htmlFor={hours.end} className="visually-hidden">
        结束时间
      </label>
      <Form.Item name="fee" label="挂号费（元）" rules={chosen('挂号费')}>
        <YuanField max={10_000} />
      </Form.Item>
      <Form.Item name="capacity" label="号数" rules={chosen('号数')}>
        <InputNumber min={1} max={200} precision={0} style={{ width: '100%' }} />
      </Form.Item>
    </FormDialog>
  );
};
