/** What waits to be picked up, and what this pharmacist handed out. The code is the patient's: it is never shown here. */

import { useNow } from '@yunzhen/client/use-now';
import { pickUpsWaiting } from '@yunzhen/contracts/dispensing/row';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Moment } from '../../parts/moment.tsx';
import { personWords } from '../../parts/person.tsx';
import { Waited } from '../../parts/waited.tsx';
import { money } from '../../words/format.ts';
import styles from './dispensing.module.css';
import { type PickUpPart, usePickUps } from './use-pick-ups.ts';

const empty: Readonly<Record<PickUpPart, readonly [string, string]>> = {
  ready: ['没有待取的药', '患者付款、HIS 确认后会自动出现在这里。'],
  dispensed: ['您还没有发过药', '您发出的药会在这里。'],
};

export const PickUpList = ({
  status,
  chosen,
  onChoose,
}: {
  status: PickUpPart;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}) => {
  const asked = usePickUps(status);
  const now = useNow(30_000);
  const [title, hint] = empty[status];
  return (
    <Answer to={{ ...asked, data: asked.rows }}>
      {rows =>
        rows.length === 0 ? (
          <EmptyState title={title}>{hint}</EmptyState>
        ) : (
          <>
            <ol className={styles.shelf}>
              {rows.map(row => (
                <li key={row.dispensingId}>
                  <button
                    type="button"
                    aria-current={row.dispensingId === chosen}
                    onClick={() => onChoose(row.dispensingId)}
                  >
                    <span>
                      <strong>{personWords(row)}</strong>
                      <span>
                        {status === 'ready' ? (
                          <Waited from={row.readiedAt} now={now} of={pickUpsWaiting} />
                        ) : (
                          <Moment at={row.dispensedAt} />
                        )}
                      </span>
                    </span>
                    <span>
                      {row.lines.map(({ name }) => name).join('、')} · {money(row.total)}
                    </span>
                  </button>
                </li>
              ))}
            </ol>
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
