/** Another password, by its owner: everything else that is signed in ends. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { newPassword } from '@yunzhen/contracts/account/credentials';
import { Problem } from '@yunzhen/contracts/api/problem';
import { type FormEvent, useId, useState } from 'react';
import { api } from '../../api/client.ts';
import { PasswordField } from '../../auth/password-field.tsx';
import styles from '../../auth/sign-in-form.module.css';
import { firstWrong, type Wrong } from '../../auth/typed.ts';
import { Button } from '../../parts/button.tsx';
import { AlertIcon } from '../../parts/icons.tsx';
import { say } from '../../parts/say.ts';
import { problemWords } from '../../words/problems.ts';

export const ChangePassword = () => {
  const cache = useQueryClient();
  const change = useMutation({
    mutationFn: api.changePassword,
    onSettled: () => cache.invalidateQueries(),
  });
  const about = `${useId()}said`;
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (change.isPending) return;
    const form = event.currentTarget;
    const typed = new FormData(form);
    const first = firstWrong(typed, [
      ['current', '请输入现在的密码。'],
      ['password', '请输入新密码。', newPassword],
    ]);
    setWrong(first);
    if (first) return form.querySelector<HTMLElement>(`[name=${first.name}]`)?.focus();
    change.mutate(
      { current: String(typed.get('current')), password: String(typed.get('password')) },
      {
        onSuccess: () => {
          form.reset();
          say.success('密码已修改，其他设备已退出登录');
        },
      },
    );
  };
  const said = wrong?.words ?? (change.isError && refusedWords(change.error));
  return (
    <form className={styles.form} onSubmit={send} noValidate aria-label="修改密码">
      <PasswordField label="现在的密码" name="current" current wrong={wrong?.name === 'current'} said={about} />
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
      <Button type="submit" kind="primary" busy={change.isPending}>
        修改密码
      </Button>
    </form>
  );
};

const refusedWords = (error: unknown): string =>
  error instanceof Problem && error.code === 'wrong-credentials' ? '现在的密码不正确。' : problemWords(error);
