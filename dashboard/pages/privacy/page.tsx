/** 个人信息: what people ask about their data, and who of the staff looked at it, with filters in the address. */
import { reachOf } from '@yunzhen/contracts/roles';
import { z } from 'zod';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Listing } from '../../parts/listing/listing.tsx';
import styles from '../../parts/parts.module.css';
import { Segments } from '../../parts/segments.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { disclosures } from './disclosures.tsx';
import { requests } from './requests.tsx';

const address = { part: z.enum(['requests', 'disclosures']).default('requests') };

export const Component = () => {
  const [{ part }, set] = useAddress(address);
  const { role } = useCurrentUser().holder;
  if (reachOf(disclosures.query.access, role) === null) return <Listing of={requests} />;
  return (
    <div className={styles.drawer}>
      <Segments
        label="个人信息"
        value={part}
        onChange={next => set({ part: next, id: undefined, status: undefined, kind: undefined, reason: undefined })}
        options={[
          { value: 'requests', label: requests.name },
          { value: 'disclosures', label: disclosures.name },
        ]}
      />
      {part === 'requests' ? <Listing of={requests} /> : <Listing of={disclosures} />}
    </div>
  );
};
