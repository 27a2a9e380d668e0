/** Who is signed in on this phone, kept over restarts. */

import { store, useStore } from '@yunzhen/client/store';
import { type Session, type SessionPort, session as shape } from '@yunzhen/contracts/api/auth';
import { storage } from './storage';

const key = 'session';
const kept = () => {
  const { success, data } = shape.safeParse(storage.get(key));
  return success ? data : null;
};
const current = store<Session | null>(kept());
const lastKey = 'last-holder';

/** Two tabs of one browser share a session: whoever renews it does so alone. */
const alone = async <T>(work: () => Promise<T>): Promise<T> =>
  process.env.TARO_ENV === 'h5' && navigator.locks ? await navigator.locks.request('session', work) : work();

export const session: SessionPort = {
  read: () => {
    // Another tab may have renewed it meanwhile.
    if (process.env.TARO_ENV === 'h5') current.set(same(kept(), current.get()));
    return current.get();
  },
  write: next => {
    if (next) {
      storage.set(key, next);
      storage.set(lastKey, next.holder.id);
    } else storage.remove(key);
    current.set(next);
  },
  alone,
};

const same = (stored: Session | null, known: Session | null) =>
  stored?.accessToken === known?.accessToken ? known : stored;

export const useSession = (): Session | null => useStore(current);
/** Whose drafts are shown: of who is signed in, or was until a session ended in the middle of a form. */
export const useOwner = (): string => useSession()?.holder.id ?? storage.get<string>(lastKey) ?? '';
export const followSession = current.follow;
