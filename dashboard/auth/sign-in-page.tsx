/** What somebody sees who is not signed in; the address stays, so that a link still leads where it should. */
import { useState } from 'react';
import { Button } from '../parts/button.tsx';
import { problemWords } from '../words/problems.ts';
import { roleWords } from '../words/states.ts';
import { InvitationForm } from './invitation-form.tsx';
import { SignInForm } from './sign-in-form.tsx';
import styles from './sign-in-page.module.css';
import { useDemoAccounts } from './use-demo-accounts.ts';
import { useSignIn } from './use-sign-in.ts';

export const SignInPage = () => {
  const [invited, setInvited] = useState(false);
  return (
    <main className={styles.page}>
      <header className={styles.brand}>
        <span className={styles.mark} aria-hidden="true">
          云
        </span>
        <h1>云诊管理台</h1>
        <p>互联网医院 · 运营、审方、发药</p>
      </header>
      <div className={styles.card}>
        {invited ? <InvitationForm /> : <SignInForm />}
        <Button kind="quiet" onClick={() => setInvited(!invited)}>
          {invited ? '已有密码？返回登录' : '收到邀请？设置密码'}
        </Button>
        {!invited && <DemoAccounts />}
      </div>
    </main>
  );
};

const DemoAccounts = () => {
  const { data = [] } = useDemoAccounts();
  const signIn = useSignIn();
  if (data.length === 0) return null;
  return (
    <section className={styles.demo} aria-labelledby="demo-title">
      <h2 id="demo-title">演示账号，点击即可登录</h2>
      {signIn.isError && <p role="alert">{problemWords(signIn.error)}</p>}
      <ul>
        {data.map(({ login, password, role, note }) => (
          <li key={login}>
            <Button busy={signIn.isPending} onClick={() => signIn.mutate({ login, password })}>
              <strong>{roleWords[role]}</strong>
              <span>{note}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
};
