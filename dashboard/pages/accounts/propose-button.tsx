import { account } from '@yunzhen/contracts/account/account';
import { reachOf } from '@yunzhen/contracts/roles';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Button } from '../../parts/button.tsx';
import { useDialog } from '../../parts/use-dialog.tsx';

/** For those who may invite somebody. */
export const ProposeButton = () => {
  const dialog = useDialog(async () => (await import('./propose-dialog.tsx')).ProposeDialog);
  if (!reachOf(account.commands.invite.access, useCurrentUser().holder.role)) return null;
  return (
    <>
      <Button kind="primary" aria-haspopup="dialog" onClick={() => dialog.open({})}>
        新增账号
      </Button>
      {dialog.shown}
    </>
  );
};
