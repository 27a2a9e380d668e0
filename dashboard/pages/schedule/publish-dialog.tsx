/** A new session: doctor, day, hours, fee, numbers. */
import { ownField } from '@yunzhen/client/form/field';
import { type Form, withOwn } from '@yunzhen/client/form/form';
import type { Typed } from '@yunzhen/client/form/typed';
import { chinaDay } from '@yunzhen/contracts/china-day';
import { day, text } from '@yunzhen/contracts/language';
import { clinicSession } from '@yunzhen/contracts/schedule/clinic-session';
import { clinicSessionText } from '@yunzhen/contracts/schedule/text.zh';
import { isolated } from '@yunzhen/contracts/text';
import { useState } from 'react';
import { CommandDialog } from '../../parts/command-dialog.tsx';
import { CommandField } from '../../parts/command-field.tsx';
import { SearchSelect } from '../../parts/search-select.tsx';
import { dayOf } from '../../words/format.ts';
import { useDoctors } from './use-doctors.ts';

const { startsAt, endsAt } = clinicSessionText.fields;
/** Day and hours in the place of two instants. */
const byDay = (form: Form): Form =>
  withOwn(
    form,
    [ownField('day', day, { label: '日期' }), ownField('from', text(5), startsAt), ownField('to', text(5), endsAt)],
    { startsAt: 'from', endsAt: 'to' },
  );
const names = ['doctorId', 'day', 'from', 'to', 'fee', 'capacity'];
const before = { fee: '30.00', capacity: '12' };

/** The instant of a clock time, HH:MM, on a day of the hospital. */
const instantOf = (on: unknown, clock: unknown): string => {
  const [hours = 0, minutes = 0] = String(clock).split(':').map(Number);
  return new Date(Date.parse(chinaDay(String(on)).start) + (hours * 60 + minutes) * 60_000).toISOString();
};
const special = {
  to: {
    wrong: ({ from, to }: Typed) => (from && to && String(to) <= String(from) ? '结束时间要晚于开始时间' : null),
  },
};

export const PublishDialog = ({ onClose }: { onClose: () => void }) => {
  const [q, setQ] = useState('');
  const doctors = useDoctors(q);
  const options = (doctors.data?.rows ?? []).map(row => ({
    value: row.practitionerId,
    label: `${isolated(row.name)} · ${isolated(row.departmentName)}`,
  }));
  return (
    <CommandDialog
      title="发布班次"
      okText="发布"
      of={clinicSession}
      command="publish"
      reshaped={byDay}
      names={names}
      special={special}
      before={before}
      inputOf={({ doctorId, fee, capacity }, typed) => ({
        ...{ doctorId, fee, capacity },
        startsAt: instantOf(typed.day, typed.from),
        endsAt: instantOf(typed.day, typed.to),
      })}
      done="班次已发布"
      onClose={onClose}
      pairs
    >
      {() => (
        <>
          <CommandField name="doctorId">
            {(control, change) => (
              <SearchSelect
                control={control}
                options={options}
                onChange={change}
                onSearch={setQ}
                loading={doctors.isPending}
                placeholder="姓名、拼音首字母或专长"
                nothing={doctors.isError ? '没有加载出来，请再输入一次' : '没有这位医生'}
              />
            )}
          </CommandField>
          <CommandField name="day" min={dayOf(new Date())} />
          <CommandField name="from" type="time" />
          <CommandField name="to" type="time" />
          <CommandField name="fee" />
          <CommandField name="capacity" />
        </>
      )}
    </CommandDialog>
  );
};
