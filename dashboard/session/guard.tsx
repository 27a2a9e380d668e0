/** Lets in who is signed in. A session that ends by itself leaves the page as it is, with what was typed, and asks to sign in again. */
import { Modal } from 'antd';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { api } from '../api/client.ts';
import { listen } from '../api/live.ts';
import { queryClient } from '../api/query-client.ts';
import { useSession } from '../api/session-store.ts';
import { SignInForm } from './sign-in-form.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { useDemoAsked } from './use-demo-asked.ts';
import { WhoContext } from './who.ts';

export const Guard = ({ children }: { children: ReactNode }) => {
  const session = useSession();
  const [holder, setHolder] = useState(session?.holder ?? null);
  const current = session?.holder;
  if (current && current.id !== holder?.id) setHolder(current);
  useDemoAsked();

  // Nothing that one person saw is left for the next.
  useEffect(() => (holder ? () => queryClient.clear() : undefined), [holder]);
  const { id, role } = current ?? {};
  useEffect(() => (id && role ? listen(role) : undefined), [id, role]);

  // What could not be fetched while nobody was signed in is fetched now.
  const signedIn = session !== null;
  useEffect(() => {
    if (signedIn) void queryClient.invalidateQueries({ predicate: ({ state }) => state.status === 'error' });
  }, [signedIn]);

  const who = useMemo(() => {
    const signOut = () => {
      setHolder(null);
      // When the hospital cannot be reached the session is gone here all the same.
      api.signOut().catch(() => undefined);
    };
    return holder && { holder, signOut };
  }, [holder]);

  if (!who) return <SignInPage />;
  return (
    <WhoContext value={who} key={who.holder.id}>
      {children}
      <Modal open={!session} title="登录已过期" footer={null} closable={false} keyboard={false} destroyOnHidden>
        <p>请重新登录。页面上已填写的内容还在。</p>
        <SignInForm />
      </Modal>
    </WhoContext>
  );
};
