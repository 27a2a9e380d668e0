/** 我的账号: what it is, the password, where it is signed in, the bound phone, and what happened to it. */
import { accountQueries } from '@yunzhen/contracts/account/queries';
import { useQuery } from '../../api/use-query.ts';
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Moment } from '../../parts/moment.tsx';
import { roleWords } from '../../words/states.ts';
import { AccountHistory } from '../accounts/account-history.tsx';
import { ChangePassword } from './change-password.tsx';
import styles from './me.module.css';
import { OwnDevices } from './own-devices.tsx';
import { SecondFactor } from './second-factor.tsx';
import { Wechat } from './wechat.tsx';

export const Component = () => {
  const asked = useQuery(accountQueries.myAccount, {});
  return (
    <Answer to={asked} rows={10}>
      {row => (
        <div className={styles.columns}>
          <div>
            <Card title="账号">
              <Facts
                of={[
                  ['姓名', row.name],
                  ['登录名', row.login],
                  ['角色', roleWords[row.role]],
                  ['开立', <Moment key="opened" at={row.openedAt} />],
                ]}
              />
            </Card>
            <Card title="修改密码">
              <ChangePassword />
            </Card>
            <SecondFactor of={row} />
          </div>
          <div>
            <OwnDevices />
            <Wechat of={row} />
            <Card title="经过">
              <AccountHistory of={row.history} />
            </Card>
          </div>
        </div>
      )}
    </Answer>
  );
};
