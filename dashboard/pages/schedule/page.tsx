import { Listing } from '../../parts/listing/listing.tsx';
import { sessions } from './sessions.tsx';

/** 排班, the next seven days unless others are picked. */
export const Component = () => <Listing of={sessions} />;
