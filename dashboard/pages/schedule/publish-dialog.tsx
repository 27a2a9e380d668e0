/** A new session: doctor, day, hours, fee, numbers. */

import { chinaDay } from '@yunzhen/contracts/china-day';
import { clinicSession } from '@yunzhen/contracts/schedule/clinic-session';
import { isolated } from '@yunzhen/contracts/text';
import { Form, Input, InputNumber, Select } from 'antd';
import type { Rule } from 'antd/es/form';
import dayjs from 'dayjs';
import { useState } from 'react';
import { DayField } from '../../parts/day-field.tsx';
import { FormDialog } from '../../parts/form-dialog.tsx';
import { chosen, number } from '../../parts/required.ts';
import { YuanField } from '../../parts/yuan-field.tsx';
import { dayOf, fenOf } from '../../words/format.ts';
import styles from './schedule.module.css';
import { useDoctors } from './use-doctors.ts';

interface Typed {
  readonly doctorId: string;
  readonly day: string;
  /** HH:MM */
  readonly from: string;
  readonly to: string;
  /** Yuan. */
  readonly fee: number;
  readonly capacity: number;
}
const initial = { fee: 30, capacity: 12 };
const refusedAt = { 'unknown-doctor': 'doctorId', 'clinic-session-times-wrong': 'to', 'doctor-busy': 'from' };

/** The instant of a clock time on a day of the hospital. */
const instantOf = (day: string, clock: string): string => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return new Date(Date.parse(chinaDay(day).start) + (hours * 60 + minutes) * 60_000).toISOString();
};
const later: Rule = ({ getFieldValue }) => ({
  validator: async (_, to: string | undefined) => {
    const from = getFieldValue('from') as string | undefined;
    if (from && to && to <= from) throw new Error('结束时间要晚于开始时间');
  },
});

export const PublishDialog = ({ onClose }: { onClose: () => void }) => {
  const [q, setQ] = useState('');
  const doctors = useDoctors(q);
  return (
    <FormDialog
      title="发布班次"
      okText="发布"
      capability={clinicSession}
      command="publish"
      initial={initial}
      inputOf={({ doctorId, day, from, to, fee, capacity }: Typed) => ({
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
            label: `${isolated(row.name)} · ${isolated(row.departmentName)}`,
          }))}
          notFoundContent={doctors.isError ? '没有加载出来，请再输入一次' : '没有这位医生'}
          placeholder="姓名、拼音首字母或专长"
        />
      </Form.Item>
      <Form.Item name="day" label="日期" rules={chosen('日期')}>
        <DayField minDate={dayjs(dayOf(new Date()))} />
      </Form.Item>
      <div className={styles.hours}>
        <Form.Item name="from" label="开始时间" rules={chosen('开始时间')}>
          <Input type="time" step={300} />
        </Form.Item>
        <Form.Item name="to" label="结束时间" dependencies={['from']} rules={[...chosen('结束时间'), later]}>
          <Input type="time" step={300} />
        </Form.Item>
      </div>
      <Form.Item name="fee" label="挂号费（元）" rules={number('挂号费', 0, 10_000)}>
        <YuanField />
      </Form.Item>
      <Form.Item name="capacity" label="号数" rules={number('号数', 1, 200)}>
        <InputNumber precision={0} style={{ width: '100%' }} />
      </Form.Item>
    </FormDialog>
  );
};
