/** 待办: what waits for who is signed in, and what waits for a second person. */
import { approvalQueries } from '@yunzhen/contracts/approval/queries';
import { reachOf } from '@yunzhen/contracts/roles';
import { z } from 'zod';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Listing } from '../../parts/listing/listing.tsx';
import styles from '../../parts/parts.module.css';
import { Segments } from '../../parts/segments.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { approvals } from './approvals.tsx';
import { Todo } from './todo.tsx';

const address = { part: z.enum(['todo', 'approvals']).default('todo') };

export const Component = () => {
  const [{ part }, set] = useAddress(address);
  const { role } = useCurrentUser().holder;
  if (reachOf(approvalQueries.approvals.access, role) === null) return <Todo />;
  return (
    <div className={styles.drawer}>
      <Segments
        label="待办"
        value={part}
        onChange={next => set({ part: next, status: undefined })}
        options={[
          { value: 'todo', label: '待办' },
          { value: 'approvals', label: approvals.name },
        ]}
      />
      {part === 'todo' ? <Todo /> : <Listing of={approvals} />}
    </div>
  );
};
