/** Login and password; what was typed stays when it is refused or the network is gone. */
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { problemWords } from '../words/problems.ts';
import { Said } from './said.tsx';
import styles from './sign-in-form.module.css';
import { useSignIn } from './use-sign-in.ts';

export const SignInForm = () => {
  const signIn = useSignIn();
  const id = useId();
  const [readable, setReadable] = useState(false);
  const [missing, setMissing] = useState<'login' | 'password'>();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (signIn.isPending) return;
    const typed = new FormData(event.currentTarget);
    const login = String(typed.get('login')).trim();
    const password = String(typed.get('password'));
    const first = login ? (password ? undefined : 'password') : 'login';
    setMissing(first);
    if (first) event.currentTarget.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    else signIn.mutate({ login, password });
  };
  const said = missing
    ? { login: '请输入账号', password: '请输入密码' }[missing]
    : signIn.isError && problemWords(signIn.error);
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <label htmlFor={`${id}login`}>账号</label>
      <input
        id={`${id}login`}
        name="login"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={missing === 'login'}
        aria-describedby={`${id}said`}
        // biome-ignore lint/a11y/noAutofocus: it is all there is to do here
        autoFocus
      />
      <div className={styles.labels}>
        <label htmlFor={`${id}password`}>密码</label>
        <Button kind="quiet" aria-pressed={readable} onClick={() => setReadable(!readable)}>
          {readable ? '隐藏' : '显示'}
        </Button>
      </div>
      <input
        id={`${id}password`}
        name="password"
        type={readable ? 'text' : 'password'}
        autoComplete="current-password"
        aria-invalid={missing === 'password'}
        aria-describedby={`${id}said`}
      />
      <Said id={`${id}said`} words={said} />
      <Button type="submit" kind="primary" busy={signIn.isPending}>
        登录
      </Button>
    </form>
  );
};
