import { Listing } from '../../parts/listing/listing.tsx';
import { complaints } from './complaints.tsx';

/** 投诉, with filters in the address. */
export const Component = () => <Listing of={complaints} />;
