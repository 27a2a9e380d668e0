import { ownAccountEndpoints } from '@yunzhen/contracts/account/endpoints';
import { accountQueries } from '@yunzhen/contracts/account/queries';
import { api } from '../../api/client.ts';
import { useQuery } from '../../api/use-query.ts';
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Moment } from '../../parts/moment.tsx';
import styles from '../../parts/parts.module.css';
import { StateTag } from '../../parts/state-tag.tsx';
import { accountStates, roleWords } from '../../words/states.ts';
import { AccountActions } from './account-actions.tsx';
import { AccountHistory } from './account-history.tsx';
import { Devices } from './devices.tsx';

/** One account: what it is, what can be done with it, where it is signed in, and what happened to it. */
export const AccountDetail = ({ id }: { id: string }) => {
  const asked = useQuery(accountQueries.account, { accountId: id });
  return (
    <Answer to={asked} rows={8}>
      {row => (
        <div className={styles.drawer}>
          <Facts
            of={[
              ['状态', <StateTag key="status" of={accountStates} is={row.status} />],
              ['姓名', row.name],
              ['登录名', row.login],
              ['角色', roleWords[row.role]],
              ['在职', row.practising ? null : '已离职，账号不能使用'],
              ['邀请有效至', row.until && <Moment key="until" at={row.until} />],
              ['二次验证', row.secondFactorAt && <Moment key="factor" at={row.secondFactorAt} />],
              ['微信', row.wechatBoundAt && <Moment key="wechat" at={row.wechatBoundAt} />],
              ['开立', <Moment key="opened" at={row.openedAt} />],
            ]}
          />
          <AccountActions of={row} />
          <Card title="登录的设备">
            <Devices of={id} ask={() => api.call(ownAccountEndpoints.accountSessions, { accountId: id })} />
          </Card>
          <Card title="经过">
            <AccountHistory of={row.history} />
          </Card>
        </div>
      )}
    </Answer>
  );
};
