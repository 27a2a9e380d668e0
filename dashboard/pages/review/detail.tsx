/** One prescription on one screen: what is prescribed, what to look at, complaint and record, and the decision. */

import { useNow } from '@yunzhen/client/use-now';
import { Problem } from '@yunzhen/contracts/api/problem';
import { reviewsWaiting } from '@yunzhen/contracts/prescription/row';
import { isolated } from '@yunzhen/contracts/text';
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { Diagnoses } from '../../parts/diagnoses.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Notice } from '../../parts/notice.tsx';
import { personWords } from '../../parts/person.tsx';
import { PrescriptionLines } from '../../parts/prescription-lines.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { usePrescription } from '../../parts/use-prescription.ts';
import { Waited } from '../../parts/waited.tsx';
import { shortId } from '../../words/format.ts';
import { prescriptionStates } from '../../words/states.ts';
import { Decision } from './decision.tsx';
import { Flags, flagsOf } from './flags.tsx';
import { hintsOn } from './hints.ts';
import styles from './review.module.css';

export const Detail = ({ id, onDecided }: { id: string; onDecided: () => void }) => {
  const asked = usePrescription(id);
  const now = useNow(30_000);
  // A colleague has it in hand or is done with it: it is theirs to see.
  if (asked.error instanceof Problem && asked.error.status === 404)
    return <EmptyState title="这张处方不在您这里">另一位药师已领取或审完，或者它已被撤回、取消。</EmptyState>;
  return (
    <Answer to={asked} rows={12}>
      {shown => {
        const { record } = shown;
        const waits = shown.status === 'submitted' || shown.status === 'claimed';
        const hints = waits ? hintsOn(shown, new Date(now)) : [];
        return (
          <article className={styles.detail} aria-label={`处方：${personWords(shown)}`}>
            <header className={styles.patient}>
              <h2>{personWords(shown)}</h2>
              <StateTag of={prescriptionStates} is={shown.status} />
              <span>
                {isolated(shown.doctorName)} · {isolated(shown.departmentName)}
              </span>
              <span>
                {waits ? (
                  <Waited from={shown.submittedAt} now={now} of={reviewsWaiting} />
                ) : (
                  <Moment at={shown.submittedAt} />
                )}
              </span>
            </header>
            {hints.length > 0 && (
              <Notice
                kind="warning"
                title={
                  <ul>
                    {hints.map(hint => (
                      <li key={hint}>{hint}</li>
                    ))}
                  </ul>
                }
              />
            )}
            {flagsOf(shown).length > 0 && (
              <Card title="系统提示">
                <Flags of={shown} />
              </Card>
            )}
            <Card title="处方" extra={<Diagnoses of={shown.diagnoses} />}>
              <PrescriptionLines lines={shown.lines} total={shown.total} />
            </Card>
            <div className={styles.beside}>
              <Card title="主诉">
                <p className={styles.prose}>{shown.chiefComplaint ?? '没有主诉，或已按要求删除。'}</p>
              </Card>
              <Card title="病历">
                {record ? (
                  <dl className={styles.record}>
                    {(
                      [
                        ['主诉', record.chiefComplaint],
                        ['现病史', record.presentIllness],
                        ['既往史', record.pastHistory],
                        ['诊断', record.diagnoses.map(({ name }) => name).join('、')],
                        ['处理意见', record.advice],
                      ] as const
                    ).map(([name, text]) => (
                      <div key={name}>
                        <dt>{name}</dt>
                        <dd>{text ?? '—'}</dd>
                      </div>
                    ))}
                  </dl>
                ) : (
                  '还没有病历。'
                )}
              </Card>
            </div>
            {shown.reviews.length > 0 && (
              <Card title="审核记录">
                <ul className={styles.reviews}>
                  {shown.reviews.map(({ version, passed, reason, at }) => (
                    <li key={`${version} ${at}`}>
                      第 {version} 版 · <Moment at={at} /> · {passed ? '通过' : `未通过：${isolated(reason)}`}
                    </li>
                  ))}
                </ul>
              </Card>
            )}
            <Facts
              of={[
                ['有效期至', <Moment key="valid" at={shown.validUntil} />],
                [
                  '处方号',
                  <span key="number" title={shown.prescriptionId}>
                    {shortId(shown.prescriptionId)}
                  </span>,
                ],
                ['审核药师', shown.pharmacistName],
              ]}
            />
            {waits && <Decision key={shown.prescriptionId} of={shown} onDecided={onDecided} />}
          </article>
        );
      }}
    </Answer>
  );
};
