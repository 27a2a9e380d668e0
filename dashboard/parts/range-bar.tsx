/** Picks days and department; what is picked stands in the address. */
import { useId, useState } from 'react';
import { Choice } from './choice.tsx';
import { DayInput } from './day-input.tsx';
import styles from './parts.module.css';
import { type Days, presetOf, presets } from './presets.ts';
import { useDepartments } from './use-departments.ts';
import { useRange } from './use-range.ts';

const ownDays = '自选日期';
/** @param unset the days that are meant when none are picked, both included; undefined for all */
export const RangeBar = ({ unset, withDepartment = true }: { unset?: Days | undefined; withDepartment?: boolean }) => {
  const range = useRange();
  const { departmentId, set } = range;
  const departments = useDepartments();
  const start = useId();
  const end = useId();
  const from = range.from ?? unset?.[0] ?? '';
  const to = range.to ?? unset?.[1] ?? '';
  const known = presets();
  const preset = presetOf(from, to);
  const [own, setOwn] = useState(false);
  const free = own || (preset === undefined && (from !== '' || to !== ''));
  const pickPreset = (name: string) => {
    setOwn(name === ownDays);
    if (name !== ownDays) set({ from: known[name]?.[0], to: known[name]?.[1] });
  };
  return (
    <div className={styles.range}>
      <Choice
        label="日期"
        value={free ? ownDays : (preset ?? '')}
        options={[
          ...(unset ? [] : [{ value: '', label: '全部' }]),
          ...Object.keys(known).map(name => ({ value: name, label: name })),
          { value: ownDays, label: ownDays },
        ]}
        onChange={pickPreset}
      />
      {free && (
        <div className={styles.field}>
          <label htmlFor={start}>从</label>
          <DayInput id={start} value={from} onDay={day => set({ from: day, ...(to && day > to && { to: day }) })} />
          <label htmlFor={end}>到</label>
          <DayInput
            id={end}
            value={to}
            onDay={day => set({ to: day, ...(day !== '' && day < from && { from: day }) })}
          />
        </div>
      )}
      {withDepartment && (
        <Choice
          label="科室"
          value={departmentId ?? ''}
          options={[
            { value: '', label: '全部科室' },
            ...(departments.data ?? []).map(row => ({ value: row.departmentId, label: row.name })),
          ]}
          onChange={id => set({ department: id })}
        />
      )}
    </div>
  );
};
