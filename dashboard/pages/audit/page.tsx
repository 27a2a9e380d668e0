/** 审计: the audit trail, for auditors alone, with filters in the address. */
import { Listing } from '../../parts/listing/listing.tsx';
import { trail } from './trail.tsx';

export const Component = () => <Listing of={trail} />;
