/** The first password, set by its owner with the two codes they were told by two people. */
import { invitationCode, login, newPassword } from '@yunzhen/contracts/account/credentials';
import { Problem } from '@yunzhen/contracts/api/problem';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { AlertIcon } from '../parts/icons.tsx';
import { problemWords } from '../words/problems.ts';
import { PasswordField } from './password-field.tsx';
import styles from './sign-in-form.module.css';
import { firstWrong, type Wrong } from './typed.ts';
import { useSignIn } from './use-sign-in.ts';

const fields = [
  ['login', '登录名', login],
  ['code', '第一个邀请码（系统管理员告诉您的）', invitationCode],
  ['confirmation', '第二个邀请码（安全管理员告诉您的）', invitationCode],
] as const;

export const InvitationForm = () => {
  const signIn = useSignIn();
  const id = useId();
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (signIn.isPending) return;
    const form = event.currentTarget;
    const typed = new FormData(form);
    const first = firstWrong(typed, [
      ...fields.map(([name, label, schema]) => [name, `请输入${label}。`, schema] as const),
      ['password', '请输入新密码。', newPassword],
    ]);
    setWrong(first);
    if (first) form.querySelector<HTMLElement>(`[name=${first.name}]`)?.focus();
    else {
      const of = (name: string) => String(typed.get(name)).trim();
      const [typedLogin, code, confirmation] = [of('login'), of('code'), of('confirmation')];
      signIn.mutate({ login: typedLogin, code, confirmation, password: String(typed.get('password')) });
    }
  };
  const said = wrong?.words ?? (signIn.isError && refusedWords(signIn.error));
  const about = `${id}said`;
  return (
    <form className={styles.form} onSubmit={send} noValidate aria-label="设置密码">
      {fields.map(([name, label]) => (
        <Field key={name} name={name} label={label} wrong={wrong?.name === name} said={about} />
      ))}
      <PasswordField
        label="新密码（至少 10 位，有字母、数字和符号）"
        name="password"
        wrong={wrong?.name === 'password'}
        said={about}
      />
      <PasswordField label="再输入一次新密码" name="again" wrong={wrong?.name === 'again'} said={about} />
      <p role="alert" id={about}>
        {said && (
          <>
            <AlertIcon />
            {said}
          </>
        )}
      </p>
      <Button type="submit" kind="primary" busy={signIn.isPending}>
        设置密码并登录
      </Button>
    </form>
  );
};

const Field = ({ name, label, wrong, said }: { name: string; label: string; wrong: boolean; said: string }) => {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        autoComplete={name === 'login' ? 'username' : 'off'}
        autoCapitalize={name === 'login' ? 'none' : 'characters'}
        spellCheck={false}
        aria-invalid={wrong}
        aria-describedby={said}
      />
    </>
  );
};

/** Which of the three does not fit is told to nobody. */
const refusedWords = (error: unknown): string =>
  error instanceof Problem && error.code === 'wrong-credentials'
    ? '登录名和邀请码不符，或邀请已过期、已被使用。请核对，或请系统管理员重新邀请。'
    : problemWords(error);
