/** 经过: who did what, when and why, the newest first; the same part in every drawer. */
import { isolated } from '@yunzhen/contracts/text';
import { momentWords, roleWords } from '@yunzhen/contracts/timeline/text.zh';
import type { Moment as Happened, Timeline as Of } from '@yunzhen/contracts/timeline/timeline';
import { useQuery } from '../api/use-query.ts';
import { Answer } from './answer.tsx';
import { Card } from './card.tsx';
import { Moment } from './moment.tsx';
import styles from './parts.module.css';

const whoWords = ({ role, name }: Happened['by']): string =>
  name === null ? roleWords[role] : `${roleWords[role]} ${isolated(name)}`;

export const Timeline = ({ of: { query, param }, id }: { of: Of; id: string }) => {
  const asked = useQuery(query, { [param]: id });
  return (
    <Card title="经过">
      <Answer to={asked} rows={4}>
        {({ rows }) => (
          <ol className={styles.timeline}>
            {rows.toReversed().map(one => (
              <li key={one.eventId}>
                <strong>{momentWords(one.type)}</strong>
                <small>
                  {whoWords(one.by)} · <Moment at={one.at} />
                </small>
                {one.why !== null && <span>{isolated(one.why)}</span>}
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </Card>
  );
};
