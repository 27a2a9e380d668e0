import type { AccountShown } from '@yunzhen/contracts/account/queries';
import { isolated } from '@yunzhen/contracts/text';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Moment } from '../../parts/moment.tsx';
import { accountChangeWords } from '../../words/states.ts';
import styles from './accounts.module.css';

/** Who did it, where that is not the owner: a name, or the system. */
const byWords = ({ by, byName }: AccountShown['history'][number]) => {
  if (by === null) return '本人';
  return byName ? isolated(byName) : '系统';
};

/** What happened to an account, the newest first. */
export const AccountHistory = ({ of }: { of: AccountShown['history'] }) =>
  of.length === 0 ? (
    <EmptyState title="还没有记录" />
  ) : (
    <ol className={styles.rows}>
      {of.toReversed().map(one => (
        <li key={`${one.what} ${one.at}`}>
          <span>
            {accountChangeWords[one.what]}
            <small>{byWords(one)}</small>
          </span>
          <small>
            <Moment at={one.at} />
          </small>
        </li>
      ))}
    </ol>
  );
