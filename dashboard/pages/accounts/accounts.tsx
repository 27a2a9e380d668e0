/** 账号: who works here gets in with what, what waits for approval, and what was closed. */
import type { AccountRow } from '@yunzhen/contracts/account/queries';
import { accountQueries } from '@yunzhen/contracts/account/queries';
import { staffRoles } from '@yunzhen/contracts/roles';
import { type Listing, optionsOf } from '../../parts/listing/column.ts';
import { Moment } from '../../parts/moment.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { fullTime } from '../../words/format.ts';
import { accountChangeWords, accountStates, roleWords } from '../../words/states.ts';
import { AccountDetail } from './account-detail.tsx';
import { ProposeButton } from './propose-button.tsx';

export const accounts: Listing<AccountRow> = {
  name: '账号',
  query: accountQueries.accounts,
  idOf: ({ accountId }) => accountId,
  columns: [
    { key: 'name', title: '姓名', value: row => row.name },
    { key: 'login', title: '登录名', value: row => row.login },
    { key: 'role', title: '角色', value: row => roleWords[row.role] },
    {
      key: 'status',
      title: '状态',
      value: row => accountStates[row.status].word,
      show: row => <StateTag of={accountStates} is={row.status} />,
    },
    { key: 'practising', title: '在职', value: row => (row.practising ? '在职' : '已离职'), extra: true },
    { key: 'factor', title: '二次验证', value: row => (row.secondFactorAt ? '已启用' : '未启用') },
    { key: 'wechat', title: '微信', value: row => (row.wechatBoundAt ? '已绑定' : '未绑定') },
    {
      key: 'change',
      title: '最近变动',
      value: row => {
        const last = row.history.at(-1);
        return last ? `${accountChangeWords[last.what]} ${fullTime(last.at)}` : null;
      },
      show: row => {
        const last = row.history.at(-1);
        return (
          last && (
            <>
              {accountChangeWords[last.what]} <Moment at={last.at} />
            </>
          )
        );
      },
    },
    {
      key: 'opened',
      title: '开立',
      value: row => fullTime(row.openedAt),
      show: row => <Moment at={row.openedAt} />,
      extra: true,
    },
  ],
  filters: [
    { name: 'status', label: '状态', options: optionsOf(accountStates) },
    { name: 'role', label: '角色', options: staffRoles.map(value => ({ value, label: roleWords[value] })) },
  ],
  Actions: ProposeButton,
  empty: ['没有符合条件的账号', '换一个状态或角色看看。新账号由系统管理员提出，由安全管理员核准。'],
  detail: { title: '账号详情', Content: AccountDetail },
};
