/** 字典: departments, practitioners, drugs and diagnoses. */
import { z } from 'zod';
import { Listing } from '../../parts/listing/listing.tsx';
import styles from '../../parts/parts.module.css';
import { Segments } from '../../parts/segments.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { Departments } from './departments.tsx';
import { Diagnoses } from './diagnoses.tsx';
import { Drugs } from './drugs.tsx';
import { practitioners } from './practitioners.tsx';

const address = { tab: z.enum(['departments', 'practitioners', 'drugs', 'diagnoses']).default('departments') };

export const Component = () => {
  const [{ tab }, set] = useAddress(address);
  return (
    <div className={styles.drawer}>
      <Segments
        label="字典"
        value={tab}
        onChange={next => set({ tab: next, q: undefined, kind: undefined })}
        options={[
          { value: 'departments', label: '科室' },
          { value: 'practitioners', label: '医务人员' },
          { value: 'drugs', label: '药品' },
          { value: 'diagnoses', label: '诊断' },
        ]}
      />
      {tab === 'departments' && <Departments />}
      {tab === 'practitioners' && <Listing of={practitioners} />}
      {tab === 'drugs' && <Drugs />}
      {tab === 'diagnoses' && <Diagnoses />}
    </div>
  );
};
