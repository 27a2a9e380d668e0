import { practitioner } from '@yunzhen/contracts/practitioner/practitioner';
import { reachOf } from '@yunzhen/contracts/roles';
import { Button } from 'antd';
import { useState } from 'react';
import { useWho } from '../../session/who.ts';
import { HireDialog } from './hire-dialog.tsx';

/** For those who may take people on. */
export const HireButton = () => {
  const [open, setOpen] = useState(false);
  if (!reachOf(practitioner.commands.hire.access, useWho().holder.role)) return null;
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        新增人员
      </Button>
      {open && <HireDialog onClose={() => setOpen(false)} />}
    </>
  );
};
