/** Tells who is signed in what changed about their account, until they say that they have read it. */
import { account } from '@yunzhen/contracts/account/account';
import { unread } from '@yunzhen/contracts/account/notices';
import { accountQueries } from '@yunzhen/contracts/account/queries';
import { isolated } from '@yunzhen/contracts/text';
import { Link } from 'react-router';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { moment } from '../../words/format.ts';
import { accountChangeWords } from '../../words/states.ts';
import styles from './me.module.css';

export const Notices = () => {
  const { data } = useQuery(accountQueries.myAccount, {});
  const acknowledge = useCommand(account, 'acknowledge');
  const changes = data ? unread(data) : [];
  const until = changes.at(-1)?.at;
  if (!data || until === undefined) return null;
  return (
    <section className={styles.notices} aria-label="账号变动">
      <Notice kind="warning" title="您的账号有变动。不是您本人操作的，请立即修改密码，并联系安全管理员。">
        <ul>
          {changes.map(({ what, at, byName, by }) => (
            <li key={`${what} ${at}`}>
              {moment(at)} {accountChangeWords[what]}
              {by !== null && by !== data.accountId && `（${byName ? isolated(byName) : '系统'}）`}
            </li>
          ))}
        </ul>
        <div>
          <Button
            small
            busy={acknowledge.isPending}
            onClick={() => acknowledge.mutate({ id: data.accountId, input: { until } })}
          >
            知道了
          </Button>
          <Link to="/me">我的账号</Link>
        </div>
      </Notice>
    </section>
  );
};
