import { useMutation, useQueryClient } from '@tanstack/react-query';
import { account } from '@yunzhen/contracts/account/account';
import { ownAccountEndpoints } from '@yunzhen/contracts/account/endpoints';
import { api } from '../../api/client.ts';
import { useCommand } from '../../api/use-command.ts';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Notice } from '../../parts/notice.tsx';
import { problemWords } from '../../words/problems.ts';
import { Devices, devicesKey } from '../accounts/devices.tsx';

/** Where one is signed in: one of them ends, or all, this one too. */
export const OwnDevices = () => {
  const { holder, signOut } = useCurrentUser();
  const cache = useQueryClient();
  const end = useMutation({
    mutationFn: (sessionId: string) => api.call(ownAccountEndpoints.endSession, { sessionId }),
    onSettled: () => cache.invalidateQueries({ queryKey: devicesKey('me') }),
  });
  const all = useCommand(account, 'sign-out');
  const error = end.error ?? all.error;
  return (
    <Card
      title="登录的设备"
      extra={
        <Confirm
          small
          word="退出全部登录"
          question="所有设备立即退出登录，包括这一台。忘在别处没有退出，或怀疑有人用过时，请这样做，然后修改密码。退出？"
          busy={all.isPending}
          onYes={() => all.mutate({ id: holder.id, input: {} }, { onSuccess: signOut })}
        />
      }
    >
      {error !== null && <Notice kind="error" title={problemWords(error)} />}
      <Devices of="me" ask={() => api.call(ownAccountEndpoints.mySessions, {})}>
        {({ sessionId, current }) =>
          !current && (
            <Button small busy={end.isPending && end.variables === sessionId} onClick={() => end.mutate(sessionId)}>
              退出
            </Button>
          )
        }
      </Devices>
    </Card>
  );
};
