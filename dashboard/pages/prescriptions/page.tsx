import { Listing } from '../../parts/listing/listing.tsx';
import { prescriptions } from './prescriptions.tsx';

/** 处方, with filters in the address. */
export const Component = () => <Listing of={prescriptions} />;
