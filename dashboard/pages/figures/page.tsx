/** 指标: one figure with its definition, its days and the rows behind it, which can be exported. */
import { figureNames } from '@yunzhen/contracts/figures/queries';
import { z } from 'zod';
import { Listing } from '../../parts/listing/listing.tsx';
import { useAddress } from '../../parts/use-address.ts';
import styles from './figures.module.css';
import { Head } from './head.tsx';
import { figureListings } from './listing.tsx';

const address = { of: z.enum(figureNames).default('booked') };

export const Component = () => {
  const [{ of }] = useAddress(address);
  return (
    <div className={styles.page}>
      <Head of={of} />
      <Listing of={figureListings[of]} />
    </div>
  );
};
