/** 待处理 and the exchanges with outside systems behind it, with filters in the address. */
import { z } from 'zod';
import { Listing } from '../../parts/listing/listing.tsx';
import styles from '../../parts/parts.module.css';
import { Segments } from '../../parts/segments.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { cases } from './cases.tsx';
import { exchanges } from './exchanges.tsx';

const address = { part: z.enum(['cases', 'exchanges']).default('cases') };

export const Component = () => {
  const [{ part }, set] = useAddress(address);
  return (
    <div className={styles.drawer}>
      <Segments
        label="待处理"
        value={part}
        onChange={next =>
          set({
            part: next,
            id: undefined,
            system: undefined,
            status: undefined,
            outcome: undefined,
            number: undefined,
            patientId: undefined,
          })
        }
        options={[
          { value: 'cases', label: cases.name },
          { value: 'exchanges', label: exchanges.name },
        ]}
      />
      {part === 'cases' ? <Listing of={cases} /> : <Listing of={exchanges} />}
    </div>
  );
};
