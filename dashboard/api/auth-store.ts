/** Who is signed in, kept in this browser and shared by its tabs. */
import { type Session, type SessionPort, session as shape } from '@yunzhen/contracts/api/auth';
import { useSyncExternalStore } from 'react';

const key = 'yunzhen.session';
const listeners = new Set<() => void>();
let text = localStorage.getItem(key);
let current = parse(text);

function parse(stored: string | null): Session | null {
  try {
    return stored === null ? null : shape.parse(JSON.parse(stored));
  } catch {
    return null;
  }
}

/** Read from the storage itself: another tab may have renewed the tokens a moment ago. */
const read = (): Session | null => {
  const stored = localStorage.getItem(key);
  if (stored !== text) {
    text = stored;
    current = parse(stored);
  }
  return current;
};
const tell = () => {
  for (const listener of listeners) listener();
};

export const sessionStore: SessionPort = {
  read,
  write: session => {
    if (session) localStorage.setItem(key, JSON.stringify(session));
    else localStorage.removeItem(key);
    tell();
  },
  // Locks exist in secure contexts; elsewhere two tabs that renew in the same instant sign each other out.
  alone: work => (navigator.locks ? (navigator.locks.request(key, work) as ReturnType<typeof work>) : work()),
};

window.addEventListener('storage', event => {
  if (event.key === key || event.key === null) tell();
});

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useSession = (): Session | null => useSyncExternalStore(subscribe, read);
