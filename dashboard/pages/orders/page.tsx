/** 订单: registrations, consultations and payments of the hospital, or the own ones of a doctor. */
import { type Role, reachOf } from '@yunzhen/contracts/roles';
import { z } from 'zod';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Listing } from '../../parts/listing/listing.tsx';
import styles from '../../parts/parts.module.css';
import { Segments } from '../../parts/segments.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { consultations } from './consultations.tsx';
import { payments } from './payments.tsx';
import { registrations } from './registrations.tsx';

const kinds = ['registrations', 'consultations', 'payments'] as const;
const address = { kind: z.enum(kinds).default('registrations') };
const listings = { registrations, consultations, payments };
const may = (role: Role) => (kind: (typeof kinds)[number]) => reachOf(listings[kind].query.access, role) !== null;

export const Component = () => {
  const { role } = useCurrentUser().holder;
  const [{ kind }, set] = useAddress(address);
  return (
    <div className={styles.drawer}>
      <Segments
        label="订单"
        value={kind}
        onChange={next =>
          set({
            kind: next,
            id: undefined,
            status: undefined,
            business: undefined,
            refund: undefined,
            request: undefined,
            number: undefined,
          })
        }
        options={kinds.filter(may(role)).map(value => ({ value, label: listings[value].name }))}
      />
      {kind === 'registrations' && <Listing of={registrations} />}
      {kind === 'consultations' && <Listing of={consultations} />}
      {kind === 'payments' && <Listing of={payments} />}
    </div>
  );
};
