/** The business of today: each number with the change against the same weekday, and the last 14 days as a line. */
import { type Series, series } from '@yunzhen/contracts/design-tokens';
import { Link } from 'react-router';
import { Answer } from '../../parts/answer.tsx';
import { Changing } from '../../parts/changing.tsx';
import { Sparkline } from '../../parts/sparkline.tsx';
import { useDark } from '../../theme/appearance.ts';
import { count, shortMoney, weekdayOf, weekdays } from '../../words/format.ts';
import styles from './overview.module.css';
import { type TrendDay, useTrend } from './use-trend.ts';

interface Figure {
  readonly name: string;
  readonly field: 'booked' | 'completed' | 'passed' | 'revenue' | 'refunded';
  readonly series: Series;
  readonly definition: string;
  readonly to: (day: string) => string;
  readonly shown: (n: number) => string;
}

const figures: readonly Figure[] = [
  {
    name: '挂号',
    field: 'booked',
    series: 'registrations',
    definition: '当天挂号成功（已付款、HIS 已确认）的数量',
    to: day => `/orders?from=${day}&to=${day}`,
    shown: count,
  },
  {
    name: '完成问诊',
    field: 'completed',
    series: 'consultations',
    definition: '当天医生结束的问诊数量',
    to: day => `/orders?kind=consultations&status=completed&from=${day}&to=${day}`,
    shown: count,
  },
  {
    name: '处方通过',
    field: 'passed',
    series: 'prescriptions',
    definition: '当天药师审核通过的处方数量',
    to: day => `/prescriptions?from=${day}&to=${day}`,
    shown: count,
  },
  {
    name: '收入',
    field: 'revenue',
    series: 'revenue',
    definition: '当天支付成功的金额，未减退款',
    to: day => `/orders?kind=payments&status=succeeded&from=${day}&to=${day}`,
    shown: shortMoney,
  },
  {
    name: '退款',
    field: 'refunded',
    series: 'refunds',
    definition: '当天退回患者的金额',
    to: () => '/orders?kind=payments&refund=succeeded',
    shown: shortMoney,
  },
];

const changeWords = (now: number, before: TrendDay | undefined, { field, shown }: Figure): string => {
  if (!before) return '没有上周数据';
  const change = now - before[field];
  const sign = change > 0 ? '+' : change < 0 ? '−' : '±';
  return `较上${weekdays[weekdayOf(before.day) - 1]}全天 ${sign}${shown(Math.abs(change))}`;
};

export const Today = ({ departmentId }: { departmentId?: string }) => {
  const asked = useTrend(departmentId ? { departmentId } : {});
  const colours = series[useDark() ? 'dark' : 'light'];
  return (
    <Answer to={asked} rows={5} shape="tiles">
      {days => {
        const today = days.at(-1);
        if (!today) return null;
        return (
          <section aria-label="今天">
            <ul className={styles.figures}>
              {figures.map(figure => (
                <li key={figure.field}>
                  <Link to={figure.to(today.day)} className={styles.tile} title={figure.definition}>
                    <span className={styles.name}>今日{figure.name}</span>
                    <strong>
                      <Changing value={figure.shown(today[figure.field])} />
                    </strong>
                    <span className={styles.note}>
                      {figure.field === 'revenue' && `减退款 ${shortMoney(today.revenue - today.refunded)}，`}
                      {changeWords(today[figure.field], days.at(-8), figure)}
                    </span>
                    <Sparkline values={days.map(day => day[figure.field])} colour={colours[figure.series]} />
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        );
      }}
    </Answer>
  );
};
