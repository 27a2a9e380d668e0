/** Who works here: the holder that the pages are shown for. */
import type { Session } from '@yunzhen/contracts/api/auth';
import { createContext, useContext } from 'react';

export interface CurrentUser {
  readonly holder: Session['holder'];
  readonly signOut: () => void;
}
export const CurrentUserContext = createContext<CurrentUser | null>(null);

/** Only below the guard. */
export const useCurrentUser = (): CurrentUser => {
  const who = useContext(CurrentUserContext);
  if (!who) throw new Error('nobody is signed in');
  return who;
};
