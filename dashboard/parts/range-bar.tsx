/** Picks days and department; what is picked stands in the address. */
import { DatePicker, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/zh-cn';
import { dayOf, dayPlus } from '../words/format.ts';
import styles from './parts.module.css';
import { useDepartments } from './use-departments.ts';
import { useRange } from './use-range.ts';

dayjs.locale('zh-cn');

const format = 'YYYY-MM-DD';
const presets = (today: string) => {
  const back = (days: number): [Dayjs, Dayjs] => [dayjs(dayPlus(today, -days)), dayjs(today)];
  return [
    { label: '今天', value: back(0) },
    { label: '近 7 天', value: back(6) },
    { label: '近 14 天', value: back(13) },
    { label: '近 30 天', value: back(29) },
    { label: '本月', value: [dayjs(today).startOf('month'), dayjs(today)] as [Dayjs, Dayjs] },
  ];
};

/** @param unset the days that are meant when none are picked, both included; undefined for all */
export const RangeBar = ({
  unset,
  withDepartment = true,
}: {
  unset?: readonly [string, string] | undefined;
  withDepartment?: boolean;
}) => {
  const { from, to, departmentId, set } = useRange();
  const departments = useDepartments();
  const [first, last] = [from ?? unset?.[0], to ?? unset?.[1]];
  return (
    <div className={styles.range}>
      <div className={styles.field}>
        <label htmlFor="range-from">日期</label>
        <DatePicker.RangePicker
          value={[first ? dayjs(first) : null, last ? dayjs(last) : null]}
          onChange={days => set({ from: days?.[0]?.format(format), to: days?.[1]?.format(format) })}
          presets={presets(dayOf(new Date()))}
          allowClear={from !== undefined || to !== undefined}
          placeholder={['开始', '结束']}
          style={{ width: 256 }}
          id={{ start: 'range-from', end: 'range-to' }}
        />
      </div>
      {withDepartment && (
        <div className={styles.field}>
          <label htmlFor="range-department">科室</label>
          <Select
            id="range-department"
            value={departmentId ?? ''}
            onChange={(id: string) => set({ department: id })}
            options={[
              { value: '', label: '全部科室' },
              ...(departments.data ?? []).map(({ departmentId: value, name }) => ({ value, label: name })),
            ]}
            loading={departments.isPending}
            style={{ minWidth: 132 }}
          />
        </div>
      )}
    </div>
  );
};
