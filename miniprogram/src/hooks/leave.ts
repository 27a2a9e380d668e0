import { api } from '@/services/api';
import { forgetDrafts } from './draft';

/** Ends the session on this phone, whether or not the hospital can be reached, and forgets what was typed about people. */
export const leaveAccount = async (): Promise<void> => {
  forgetDrafts();
  await api.signOut().catch(() => undefined);
};
