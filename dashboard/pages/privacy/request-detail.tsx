import { privacyQueries } from '@yunzhen/contracts/privacy/queries';
import { useQuery } from '../../api/use-query.ts';
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Moment } from '../../parts/moment.tsx';
import styles from '../../parts/parts.module.css';
import { StateTag } from '../../parts/state-tag.tsx';
import { privacyKindWords, privacyOutcomeWords, privacyStates } from '../../words/states.ts';
import { DecideRequest } from './decide-request.tsx';
import { Holds } from './holds.tsx';

/** One request: what is asked, what stands in its way, who proposed and decided, and what is done about it. */
export const RequestDetail = ({ id }: { id: string }) => {
  const asked = useQuery(privacyQueries.privacyRequest, { requestId: id });
  return (
    <Answer to={asked} rows={8}>
      {row => (
        <div className={styles.drawer}>
          <Facts
            of={[
              ['状态', <StateTag key="status" of={privacyStates} is={row.status} />],
              ['申请', privacyKindWords[row.kind]],
              ['提出', <Moment key="requested" at={row.requestedAt} />],
              ['办理期限', <Moment key="due" at={row.dueAt} />],
              ['未完成的就诊', row.openVisits > 0 ? `${row.openVisits} 次` : '没有'],
              ['结论', row.outcome && privacyOutcomeWords[row.outcome]],
              ['提出意见', row.proposedByName],
              ['核准', row.decidedByName],
              ['办结', row.decidedAt && <Moment key="decided" at={row.decidedAt} />],
              [
                '封存至',
                row.status === 'restricted' && (row.until ? <Moment key="until" at={row.until} /> : '法定保留解除'),
              ],
              ['编号', row.requestId],
            ]}
          />
          {row.text !== null && (
            <Card title="患者的说明">
              <p className={styles.written}>{row.text}</p>
            </Card>
          )}
          {row.reason !== null && (
            <Card title="给本人的说明">
              <p className={styles.written}>{row.reason}</p>
            </Card>
          )}
          <DecideRequest of={row} />
          <Holds of={row} />
        </div>
      )}
    </Answer>
  );
};
