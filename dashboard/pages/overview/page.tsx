/** 概览: what waits, is late or wrong first; then today, 14 days, departments, hours and waiting times. */
import { ButtonLink } from '../../parts/button.tsx';
import { ScreenIcon } from '../../parts/icons.tsx';
import { RangeBar } from '../../parts/range-bar.tsx';
import { useRange } from '../../parts/use-range.ts';
import { dayOf, dayPlus } from '../../words/format.ts';
import { Funnel } from './funnel.tsx';
import { Hours } from './hours.tsx';
import { Now } from './now.tsx';
import styles from './overview.module.css';
import { Services } from './services.tsx';
import { Today } from './today.tsx';
import { Trend } from './trend.tsx';
import { Waits } from './waits.tsx';

export const Component = () => {
  const { params, to, departmentId } = useRange();
  const today = dayOf(new Date());
  const department = departmentId ? { departmentId } : {};
  return (
    <div className={styles.page}>
      <Now />
      <Today {...department} />
      <div className={styles.bar1}>
        <RangeBar unset={[dayPlus(today, -13), today]} />
        <ButtonLink to="/wall">
          <ScreenIcon />
          大屏
        </ButtonLink>
      </div>
      <div className={styles.two}>
        <Funnel {...(to && { day: to })} {...department} />
        <Trend params={params} />
      </div>
      <Services params={params} />
      <div className={styles.two}>
        <Waits params={params} />
        <Hours params={params} />
      </div>
    </div>
  );
};
