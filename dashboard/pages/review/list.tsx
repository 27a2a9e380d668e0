/** The list beside the prescription: who waits longest stands first. */

import { useNow } from '@yunzhen/client/use-now';
import type { PrescriptionShown } from '@yunzhen/contracts/prescription/queries';
import { reviewsWaiting } from '@yunzhen/contracts/prescription/row';
import { isolated } from '@yunzhen/contracts/text';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Moment } from '../../parts/moment.tsx';
import { personWords } from '../../parts/person.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { Waited } from '../../parts/waited.tsx';
import { prescriptionStates } from '../../words/states.ts';
import styles from './review.module.css';
import type { ReviewState, useReviewList } from './use-review-list.ts';

const empty: Readonly<Record<ReviewState, readonly [string, string]>> = {
  pending: ['没有待审处方', '医生提交后会自动出现在这里。'],
  claimed: ['没有领取的处方', '在“待审”中领取的处方会在这里。'],
  done: ['还没有审过处方', '您审过的处方会在这里。'],
};

export const ReviewList = ({
  state,
  asked,
  rows,
  selected,
  onSelect,
}: {
  state: ReviewState;
  asked: ReturnType<typeof useReviewList>;
  /** Those of them that are shown. */
  rows: readonly PrescriptionShown[] | undefined;
  selected: string | undefined;
  onSelect: (id: string) => void;
}) => {
  const now = useNow(30_000);
  const [title, hint] = empty[state];
  const item = (row: PrescriptionShown) => (
    <li key={row.prescriptionId}>
      <button type="button" aria-current={row.prescriptionId === selected} onClick={() => onSelect(row.prescriptionId)}>
        <span className={styles.name}>
          <strong>{personWords(row)}</strong>
          <span>
            {state === 'done' ? (
              <Moment at={row.submittedAt} />
            ) : (
              <Waited from={row.submittedAt} now={now} of={reviewsWaiting} />
            )}
          </span>
        </span>
        <span className={styles.about}>
          {row.diagnoses.map(({ name }) => name).join('、')} · {row.lines.length} 种药
        </span>
        <span className={styles.about}>
          {isolated(row.doctorName)} · {isolated(row.departmentName)}
          {state === 'done' && <StateTag of={prescriptionStates} is={row.status} />}
        </span>
      </button>
    </li>
  );
  return (
    <Answer to={{ ...asked, data: rows }}>
      {shown =>
        shown.length === 0 ? (
          <EmptyState title={title}>{hint}</EmptyState>
        ) : (
          <>
            <ol className={styles.list}>{shown.map(item)}</ol>
            {asked.hasNextPage && (
              <Button
                className={styles.more}
                onClick={() => void asked.fetchNextPage()}
                busy={asked.isFetchingNextPage}
              >
                更多
              </Button>
            )}
          </>
        )
      }
    </Answer>
  );
};
