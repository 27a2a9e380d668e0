/** Lets in who is signed in. A session that ends by itself leaves the page as it is, with what was typed, and asks to sign in again. */
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { sessionStore, useSession } from '../api/auth-store.ts';
import { api } from '../api/client.ts';
import { listen } from '../api/live.ts';
import { queryClient } from '../api/query-client.ts';
import { CurrentUserContext } from '../lib/current-user.ts';
import { drafts } from '../lib/drafts.ts';
import { Dialog } from '../parts/dialog.tsx';
import { secondsLeft, watched } from './activity.ts';
import { Idle } from './idle.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { useDemoAsked } from './use-demo-asked.ts';

/** When the hospital cannot be reached the session is gone here all the same. */
const end = () => void api.signOut().catch(() => undefined);

// Left open and forgotten, then opened again: what was seen is not shown before somebody signs in.
if (sessionStore.read() && !watched() && secondsLeft(Date.now()) === 0) end();

export const Guard = ({ children }: { children: ReactNode }) => {
  const session = useSession();
  const [holder, setHolder] = useState(session?.holder ?? null);
  const current = session?.holder;
  if (current && current.id !== holder?.id) setHolder(current);
  useDemoAsked();
  // Nothing that one person saw is left for the next.
  useEffect(() => (holder ? () => queryClient.clear() : undefined), [holder]);

  useEffect(() => drafts.keepOnly(holder?.id ?? ''), [holder?.id]);

  const { id, role } = current ?? {};
  useEffect(() => (id && role ? listen({ id, role }) : undefined), [id, role]);

  // What could not be fetched while nobody was signed in is fetched now.
  const signedIn = session !== null;
  useEffect(() => {
    if (signedIn) void queryClient.invalidateQueries({ predicate: ({ state }) => state.status === 'error' });
  }, [signedIn]);

  const [idle, setIdle] = useState(false);
  if (signedIn && idle) setIdle(false);
  const who = useMemo(() => {
    const signOut = () => {
      setHolder(null);
      drafts.keepOnly('');
      end();
    };
    return holder && { holder, signOut };
  }, [holder]);

  if (!who) return <SignInPage />;
  return (
    <CurrentUserContext value={who} key={who.holder.id}>
      {children}
      {signedIn && (
        <Idle
          onOver={() => {
            setIdle(true);
            end();
          }}
          onLeave={who.signOut}
        />
      )}
      {!signedIn && (
        <Dialog title={idle ? '长时间没有操作，已退出登录' : '登录已过期'} covers>
          <p>请重新登录。页面上已填写的内容还在。</p>
          <SignInForm />
        </Dialog>
      )}
    </CurrentUserContext>
  );
};
