import { api } from '@/services/api';
import { storage } from '@/services/storage';
import { forgetDrafts } from './draft';
import { forgetKept } from './kept';

/** Ends the session on this phone, whether or not the hospital can be reached, and forgets what was typed about people. */
export const leaveAccount = async (): Promise<void> => {
  forgetDrafts();
  forgetKept();
  for (const key of storage.keys('outbox:')) storage.remove(key);
  await api.signOut().catch(() => undefined);
};
