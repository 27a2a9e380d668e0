/** Login and password, and a code where the account has a second factor; what was typed stays when it is refused or the network is gone. */
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { problemWords } from '../words/problems.ts';
import { CodeField } from './code-field.tsx';
import { Said } from './said.tsx';
import styles from './sign-in-form.module.css';
import { useEntry } from './use-entry.tsx';

const missingWords = { login: '请输入账号', password: '请输入密码', code: '请输入验证码' } as const;

export const SignInForm = () => {
  const { enter, busy, refused, coded, steps } = useEntry();
  const id = useId();
  const [readable, setReadable] = useState(false);
  const [missing, setMissing] = useState<keyof typeof missingWords>();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const typed = new FormData(event.currentTarget);
    const of = (name: string) => String(typed.get(name) ?? '');
    const [login, password, code] = [of('login').trim(), of('password'), of('code').trim()];
    const first = !login ? 'login' : !password ? 'password' : coded && !code ? 'code' : undefined;
    setMissing(first);
    if (first) event.currentTarget.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    else enter({ login, password, ...(coded && { secondFactor: code }) });
  };
  if (steps) return steps;
  const said = missing ? missingWords[missing] : refused !== null && problemWords(refused);
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
      {coded && <CodeField label="验证码或恢复码" name="code" wrong={missing === 'code'} said={`${id}said`} focused />}
      <Said id={`${id}said`} words={said} />
      <Button type="submit" kind="primary" busy={busy}>
        登录
      </Button>
    </form>
  );
};
