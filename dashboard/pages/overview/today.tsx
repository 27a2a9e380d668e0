/** The business of today: each number with the change against the same weekday, and the last 14 days as a line. */
import { series } from '@yunzhen/contracts/design-tokens';
import { isMoney } from '@yunzhen/contracts/figures/figure';
import { type HappenedName, happenedFigures } from '@yunzhen/contracts/figures/happened';
import { Answer } from '../../parts/answer.tsx';
import { Sparkline } from '../../parts/sparkline.tsx';
import { useDark } from '../../theme/appearance.ts';
import { count, shortMoney, weekdayOf, weekdays } from '../../words/format.ts';
import styles from './overview.module.css';
import { FigureTile } from './tile.tsx';
import { type TrendDay, useTrend } from './use-trend.ts';

const shown = ['booked', 'completed', 'passed', 'revenue', 'refunded'] as const satisfies readonly HappenedName[];
const shownAs = (name: HappenedName, value: number): string =>
  isMoney(happenedFigures[name]) ? shortMoney(value) : count(value);

const changeWords = (name: HappenedName, now: number, before: TrendDay | undefined): string => {
  if (!before) return '没有上周数据';
  const change = now - before[name];
  const sign = change > 0 ? '+' : change < 0 ? '−' : '±';
  return `较上${weekdays[weekdayOf(before.day) - 1]}全天 ${sign}${shownAs(name, Math.abs(change))}`;
};

export const Today = ({ departmentId, plain = false }: { departmentId?: string; plain?: boolean }) => {
  const asked = useTrend(departmentId ? { departmentId } : {});
  const colours = series[useDark() ? 'dark' : 'light'];
  return (
    <Answer to={asked} rows={5} shape="tiles">
      {days => {
        const today = days.at(-1);
        if (!today) return null;
        const params = { from: today.day, to: today.day, ...(departmentId && { department: departmentId }) };
        return (
          <section aria-label="今天">
            <ul className={styles.figures}>
              {shown.map(name => {
                const figure = happenedFigures[name];
                const value = today[name];
                const net = name === 'revenue' ? `减退款 ${shortMoney(value - today.refunded)}，` : '';
                const note = `${net}${changeWords(name, value, days.at(-8))}`;
                const tile = { name, figure, value: shownAs(name, value), prefix: '今日', params, note };
                return (
                  <FigureTile key={name} of={tile} plain={plain}>
                    <Sparkline values={days.map(day => day[name])} colour={colours[figure.series ?? 'registrations']} />
                  </FigureTile>
                );
              })}
            </ul>
          </section>
        );
      }}
    </Answer>
  );
};
