/** The first password, set by its owner with the two codes they were told by two people. */
import { invitationCode, login } from '@yunzhen/contracts/account/credentials';
import { Problem } from '@yunzhen/contracts/api/problem';
import { useId } from 'react';
import { problemWords } from '../words/problems.ts';
import { PasswordForm } from './password-form.tsx';
import type { Field } from './typed.ts';
import { useEntry } from './use-entry.tsx';

const fields = [
  ['login', '登录名', login],
  ['code', '第一个邀请码（系统管理员告诉您的）', invitationCode],
  ['confirmation', '第二个邀请码（安全管理员告诉您的）', invitationCode],
] as const;
const checks = fields.map(([name, label, schema]) => [name, `请输入${label}。`, schema] as const);

export const InvitationForm = () => {
  const { enter, busy, refused, steps } = useEntry();
  if (steps) return steps;
  return (
    <PasswordForm
      title="设置密码"
      submit="设置密码并登录"
      checks={checks}
      busy={busy}
      refused={refused !== null && refusedWords(refused)}
      onSend={typed => {
        const of = (name: string) => String(typed.get(name)).trim();
        const codes = { code: of('code'), confirmation: of('confirmation') };
        enter({ login: of('login'), ...codes, password: String(typed.get('password')) });
      }}
    >
      {field => fields.map(([name, label]) => <CodeField key={name} label={label} {...field(name)} />)}
    </PasswordForm>
  );
};

const CodeField = ({ name, label, wrong, said }: Field & { label: string }) => {
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
