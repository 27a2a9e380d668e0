import { practitioner } from '@yunzhen/contracts/practitioner/practitioner';
import { reachOf } from '@yunzhen/contracts/roles';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Button } from '../../parts/button.tsx';
import { useDialog } from '../../parts/use-dialog.tsx';

/** For those who may take people on. */
export const HireButton = () => {
  const dialog = useDialog(async () => (await import('./hire-dialog.tsx')).HireDialog);
  if (!reachOf(practitioner.commands.hire.access, useCurrentUser().holder.role)) return null;
  return (
    <>
      <Button kind="primary" aria-haspopup="dialog" onClick={() => dialog.open({})}>
        新增人员
      </Button>
      {dialog.shown}
    </>
  );
};
