import { reachOf } from '@yunzhen/contracts/roles';
import { session } from '@yunzhen/contracts/schedule/session';
import { Button } from 'antd';
import { useState } from 'react';
import { useWho } from '../../session/who.ts';
import { PublishDialog } from './publish-dialog.tsx';

/** For those who may publish sessions. */
export const PublishButton = () => {
  const [open, setOpen] = useState(false);
  if (!reachOf(session.commands.publish.access, useWho().holder.role)) return null;
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        发布班次
      </Button>
      {open && <PublishDialog onClose={() => setOpen(false)} />}
    </>
  );
};
