import { account } from '@yunzhen/contracts/account/account';
import type { AccountShown } from '@yunzhen/contracts/account/queries';
import { reachOf } from '@yunzhen/contracts/roles';
import { isolated } from '@yunzhen/contracts/text';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Notice } from '../../parts/notice.tsx';
import { problemWords } from '../../words/problems.ts';
import styles from './accounts.module.css';
import { InviteDialog } from './invite-dialog.tsx';

/** O4: what those who look after accounts may do with this one; one's own is left to others. */
export const AccountActions = ({ of }: { of: AccountShown }) => {
  const { accountId: id, status, role: granted, wechatBoundAt } = of;
  const me = useCurrentUser().holder;
  const [inviting, setInviting] = useState(false);
  const close = useCommand(account, 'close');
  const signOut = useCommand(account, 'sign-out');
  const unbind = useCommand(account, 'unbind-wechat');
  const may = (command: keyof typeof account.commands & string) =>
    reachOf((account.commands[command] as { access?: typeof account.commands.close.access }).access, me.role) === 'any';
  if (me.id === id) return <Notice kind="info" title="这是您自己的账号，由另一位管理员办理。" />;
  const staff = granted !== 'patient';
  const whose = isolated(of.name ?? '');
  const actions = [
    may('reset') && staff && (
      <Button key="reset" onClick={() => setInviting(true)}>
        {status === 'open' ? '重置密码' : '重新邀请'}
      </Button>
    ),
    may('sign-out') && status === 'open' && (
      <Confirm
        key="sign-out"
        word="强制下线"
        question={`${whose}在所有设备上立即退出登录，可以用密码重新登录。本人会看到这次操作。强制下线？`}
        busy={signOut.isPending}
        onYes={() => signOut.mutate({ id, input: {} })}
      />
    ),
    may('unbind-wechat') && wechatBoundAt !== null && (
      <Confirm
        key="unbind"
        word="解绑微信"
        question={`${whose}绑定的微信不能再登录，所有设备退出登录。本人会看到这次操作。解绑？`}
        busy={unbind.isPending}
        onYes={() => unbind.mutate({ id, input: {} })}
      />
    ),
    may('close') && (status === 'open' || status === 'invited') && (
      <Confirm
        key="close"
        word="停用"
        question={`${whose}立即退出登录，密码和绑定的微信失效，已领取的处方放回待审；需要时可以重新邀请。停用？`}
        busy={close.isPending}
        onYes={() => close.mutate({ id, input: {} })}
      />
    ),
  ].filter(one => one !== false);
  const [error] = [close, signOut, unbind].flatMap(one => (one.error ? [one.error] : []));
  if (actions.length === 0) return null;
  return (
    <Card title="办理">
      {error !== undefined && <Notice kind="error" title={problemWords(error)} />}
      <div className={styles.actions}>{actions}</div>
      {inviting && <InviteDialog of={of} onClose={() => setInviting(false)} />}
    </Card>
  );
};
