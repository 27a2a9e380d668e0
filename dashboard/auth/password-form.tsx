/** A form that sets a password: the first field that does not fit is said and focused, then what the hospital refuses is said. */
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { PasswordField } from './password-field.tsx';
import { Said } from './said.tsx';
import styles from './sign-in-form.module.css';
import { type Check, type Field, firstWrong, type Wrong } from './typed.ts';

export const PasswordForm = ({
  title,
  submit,
  checks,
  busy,
  refused,
  onSend,
  children,
}: {
  title: string;
  submit: string;
  /** Of the fields above the new password, which comes twice and last. */
  checks: readonly Check[];
  busy: boolean;
  /** What the hospital said to what was sent. */
  refused: string | false;
  onSend: (typed: FormData, form: HTMLFormElement) => void;
  children: (field: (name: string) => Field) => ReactNode;
}) => {
  const said = `${useId()}said`;
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const typed = new FormData(form);
    const first = firstWrong(typed, checks);
    setWrong(first);
    if (first) form.querySelector<HTMLElement>(`[name=${first.name}]`)?.focus();
    else onSend(typed, form);
  };
  const field = (name: string): Field => ({ name, wrong: wrong?.name === name, said });
  return (
    <form className={styles.form} onSubmit={send} noValidate aria-label={title}>
      {children(field)}
      <PasswordField label="新密码（至少 10 位，有字母、数字和符号）" {...field('password')} />
      <PasswordField label="再输入一次新密码" {...field('again')} />
      <Said id={said} words={wrong?.words ?? refused} />
      <Button type="submit" kind="primary" busy={busy}>
        {submit}
      </Button>
    </form>
  );
};
