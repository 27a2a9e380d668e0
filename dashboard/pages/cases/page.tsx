import { Listing } from '../../parts/listing/listing.tsx';
import { cases } from './cases.tsx';

/** 待处理, with filters in the address. */
export const Component = () => <Listing of={cases} />;
