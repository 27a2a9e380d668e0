/** A figure before its rows: the number, what exactly it counts, and its days. */
import { series } from '@yunzhen/contracts/design-tokens';
import { type Figure, isHappened } from '@yunzhen/contracts/figures/figure';
import { type FigureName, figureQueries, figures } from '@yunzhen/contracts/figures/queries';
import { useQuery } from '../../api/use-query.ts';
import { Answer } from '../../parts/answer.tsx';
import { ButtonLink } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Changing } from '../../parts/changing.tsx';
import { useRange } from '../../parts/use-range.ts';
import { useDark } from '../../theme/appearance.ts';
import { shortDay } from '../../words/format.ts';
import { LineChart } from '../overview/line-chart.tsx';
import { workAddress } from './address.ts';
import styles from './figures.module.css';
import { shownOf } from './listing.tsx';

export const Head = ({ of: name }: { of: FigureName }) => {
  const figure: Figure = figures[name];
  const { params } = useRange();
  const asked = useQuery(figureQueries[name], { ...(isHappened(figure) && params), limit: 1 });
  const colour = series[useDark() ? 'dark' : 'light'][figure.series ?? 'registrations'];
  const work = workAddress[name];
  return (
    <Card
      title={figure.title}
      extra={
        <span className={styles.ways}>
          {work && <ButtonLink to={work}>去处理</ButtonLink>}
          <ButtonLink to="/overview">返回概览</ButtonLink>
        </span>
      }
    >
      <p>{figure.definition}。</p>
      <Answer to={asked} rows={1}>
        {({ value, days }) => (
          <>
            <strong className={styles.number}>
              <Changing value={shownOf(figure, value)} />
            </strong>
            {days.length > 1 && (
              <LineChart
                days={days.map(({ day }) => day.slice(5))}
                lines={[{ name: figure.title, colour, values: days.map(day => day.value) }]}
                height={160}
                read={index => {
                  const day = days[index];
                  return day ? [shortDay(day.day), shownOf(figure, day.value)] : [];
                }}
              />
            )}
          </>
        )}
      </Answer>
    </Card>
  );
};
