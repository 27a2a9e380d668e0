/** 账号: the accounts of those who work here, and the invitations that wait for a second person. */
import { approvalQueries } from '@yunzhen/contracts/approval/queries';
import type { ApprovalRow } from '@yunzhen/contracts/approval/row';
import { useState } from 'react';
import { z } from 'zod';
import { useQuery } from '../../api/use-query.ts';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Listing } from '../../parts/listing/listing.tsx';
import styles from '../../parts/parts.module.css';
import { Segments } from '../../parts/segments.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { accounts } from './accounts.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import { ApproveContext } from './approving.ts';
import { invitations } from './invitations.tsx';

const address = { tab: z.enum(['accounts', 'invitations']).default('accounts') };

export const Component = () => {
  const [{ tab }, set] = useAddress(address);
  const { role } = useCurrentUser().holder;
  const [approving, approve] = useState<ApprovalRow | null>(null);
  const waiting = useQuery(approvalQueries.approvals, { limit: 50 }, { enabled: role !== 'auditor' });
  const count = waiting.data?.rows.length ?? 0;
  if (role === 'auditor') return <Listing of={accounts} />;
  return (
    <div className={styles.drawer}>
      <Segments
        label="账号"
        value={tab}
        onChange={next => set({ tab: next, status: undefined, role: undefined, id: undefined })}
        options={[
          { value: 'accounts', label: '账号' },
          { value: 'invitations', label: count > 0 ? `待核准 ${count}` : '待核准' },
        ]}
      />
      {tab === 'accounts' ? (
        <Listing of={accounts} />
      ) : (
        <ApproveContext value={approve}>
          <Listing of={invitations} />
        </ApproveContext>
      )}
      {approving && <ApproveDialog of={approving} onClose={() => approve(null)} />}
    </div>
  );
};
