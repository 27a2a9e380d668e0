/** Today's funnel: bars from zero, each step with its share of the step before. */
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { count, dayOf, percent, shortDay } from '../../words/format.ts';
import { stepWords } from '../../words/states.ts';
import styles from './overview.module.css';
import { useFunnel } from './use-funnel.ts';

export const Funnel = ({ day, departmentId }: { day?: string; departmentId?: string }) => {
  const asked = useFunnel({ ...(day && { day }), ...(departmentId && { departmentId }) });
  const shownDay = asked.data?.day ?? day ?? dayOf(new Date());
  return (
    <Card title={`就诊漏斗 · ${shortDay(shownDay)} 的班次`}>
      <Answer to={asked} rows={7}>
        {({ steps }) => {
          const most = steps[0]?.numerator ?? 0;
          if (most === 0)
            return <EmptyState title="这天还没有人挂号">患者下单后，从挂号到发药的每一步会显示在这里。</EmptyState>;
          return (
            <ol className={styles.funnel}>
              {steps.map(({ step, numerator, denominator }, index) => (
                <li key={step}>
                  <span>{stepWords[step]}</span>
                  <span className={styles.track}>
                    <span style={{ width: `${(100 * numerator) / most}%` }} />
                  </span>
                  <strong>{count(numerator)}</strong>
                  <span title="占上一步">{index === 0 ? '' : percent(numerator, denominator)}</span>
                </li>
              ))}
            </ol>
          );
        }}
      </Answer>
    </Card>
  );
};
