import { account } from '@yunzhen/contracts/account/account';
import type { OwnAccount } from '@yunzhen/contracts/account/queries';
import { useCommand } from '../../api/use-command.ts';
import { Card } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Notice } from '../../parts/notice.tsx';
import { problemWords } from '../../words/problems.ts';

/** D1: the phone that signs in without a password. It is bound on the phone itself, which alone can show its WeChat. */
export const Wechat = ({ of: { accountId: id, role, wechatBoundAt } }: { of: OwnAccount }) => {
  const unbind = useCommand(account, 'unbind-wechat');
  if (role !== 'doctor' && wechatBoundAt === null) return null;
  return (
    <Card title="微信">
      {unbind.error !== null && <Notice kind="error" title={problemWords(unbind.error)} />}
      {wechatBoundAt === null ? (
        <p>还没有绑定。用登录名和密码在小程序里登录，在“我的”的“账号与登录”里绑定那部手机的微信。</p>
      ) : (
        <>
          <p>
            <Moment at={wechatBoundAt} /> 绑定，这部手机上不用密码就能登录。
          </p>
          <Confirm
            word="解绑微信"
            question="这部手机不能再用微信登录，所有设备（包括这一台）退出登录。手机丢失或更换时请解绑。解绑？"
            busy={unbind.isPending}
            onYes={() => unbind.mutate({ id, input: {} })}
          />
        </>
      )}
    </Card>
  );
};
