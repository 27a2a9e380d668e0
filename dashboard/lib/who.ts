/** Who works here: the holder that the pages are shown for. */
import type { Session } from '@yunzhen/contracts/api/auth';
import { createContext, useContext } from 'react';

export interface Who {
  readonly holder: Session['holder'];
  readonly signOut: () => void;
}
export const WhoContext = createContext<Who | null>(null);

/** Only below the guard. */
export const useWho = (): Who => {
  const who = useContext(WhoContext);
  if (!who) throw new Error('nobody is signed in');
  return who;
};
