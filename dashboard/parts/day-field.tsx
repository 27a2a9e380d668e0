import { DatePicker, type DatePickerProps } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';

dayjs.locale('zh-cn');

/** A day as YYYY-MM-DD, as contracts have it. */
export const DayField = ({
  value,
  onChange,
  ...more
}: Omit<DatePickerProps, 'value' | 'onChange'> & {
  value?: string | undefined;
  onChange?: (day: string | undefined) => void;
}) => (
  <DatePicker
    {...more}
    value={value ? dayjs(value) : null}
    onChange={day => onChange?.((Array.isArray(day) ? day[0] : day)?.format('YYYY-MM-DD'))}
    style={{ width: '100%' }}
  />
);
