/** 发药: scan or type, check, hand out once. */
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Segments } from '../../parts/segments.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Counter } from './counter.tsx';
import styles from './dispensing.module.css';
import { PickUpList } from './pick-up-list.tsx';
import type { PickUpPart } from './use-pick-ups.ts';

const address = { id: z.uuid().optional(), shelf: z.enum(['ready', 'dispensed']).default('ready') };

export const Component = () => {
  const { role } = useCurrentUser().holder;
  const [{ id, shelf }, set] = useAddress(address);
  const navigate = useNavigate();
  // A pick-up has the id of its prescription, which is what the others want to see of it.
  const choose = (chosen: string) =>
    role === 'pharmacist' ? set({ id: chosen }) : void navigate(`/prescriptions?id=${chosen}`);
  return (
    <div className={styles.page}>
      {role === 'pharmacist' && <Counter key={id ?? ''} chosen={id} onChoose={choose} />}
      <section className={styles.side} aria-label="取药列表">
        <Segments
          label="取药列表"
          block
          value={shelf}
          onChange={(next: PickUpPart) => set({ shelf: next, id: undefined })}
          options={[
            { value: 'ready', label: '待取药' },
            { value: 'dispensed', label: '已发药' },
          ]}
        />
        <PickUpList status={shelf} chosen={id} onChoose={choose} />
      </section>
    </div>
  );
};
