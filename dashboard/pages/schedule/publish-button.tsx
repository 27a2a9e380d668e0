import { reachOf } from '@yunzhen/contracts/roles';
import { clinicSession } from '@yunzhen/contracts/schedule/clinic-session';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Button } from '../../parts/button.tsx';
import { useDialog } from '../../parts/use-dialog.tsx';

/** For those who may publish sessions. */
export const PublishButton = () => {
  const dialog = useDialog(async () => (await import('./publish-dialog.tsx')).PublishDialog);
  if (!reachOf(clinicSession.commands.publish.access, useCurrentUser().holder.role)) return null;
  return (
    <>
      <Button kind="primary" aria-haspopup="dialog" onClick={() => dialog.open({})}>
        发布班次
      </Button>
      {dialog.shown}
    </>
  );
};
