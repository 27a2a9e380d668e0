/** Invites again: the first half of the code is made here, proposed, and shown once that was taken. */
import { account } from '@yunzhen/contracts/account/account';
import type { AccountShown } from '@yunzhen/contracts/account/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { newInvitationCode } from '../../lib/invitation-code.ts';
import { roleWords } from '../../words/states.ts';
import { CodeDialog } from './code-dialog.tsx';

export const InviteDialog = ({ of, onClose }: { of: AccountShown; onClose: () => void }) => {
  const { accountId: id, name, login, role, status } = of;
  const [code] = useState(newInvitationCode);
  const sending = useCommand(account, 'reset');
  const ends =
    status === 'open' ? '核准之后现在的密码和绑定的微信失效，所有设备退出登录；要立即停止使用，请先停用。' : '';
  return (
    <CodeDialog
      title="重新邀请"
      yes="重新邀请"
      half="first"
      code={code}
      name={name}
      login={login}
      question={`${isolated(name ?? '')}（登录名 ${login}，${roleWords[role]}）：您会得到新的第一个邀请码，由安全管理员核准后才有效。${ends}重新邀请？`}
      sending={sending}
      onYes={() => sending.mutate({ id, input: { code } })}
      onClose={onClose}
    />
  );
};
