import { Listing } from '../../parts/listing/listing.tsx';
import { requests } from './requests.tsx';

/** 个人信息: what people ask about their data, with filters in the address. */
export const Component = () => <Listing of={requests} />;
