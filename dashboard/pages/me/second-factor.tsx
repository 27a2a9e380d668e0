/** O4: the second factor of one's own account: whether there is one, and setting one or another. */
import { useQueryClient } from '@tanstack/react-query';
import type { OwnAccount } from '@yunzhen/contracts/account/queries';
import { type FormEvent, useId, useState } from 'react';
import { api } from '../../api/client.ts';
import { CodeField } from '../../auth/code-field.tsx';
import { PasswordField } from '../../auth/password-field.tsx';
import { Said } from '../../auth/said.tsx';
import SecondFactorSteps from '../../auth/second-factor-steps.tsx';
import form from '../../auth/sign-in-form.module.css';
import { useBeginSecondFactor } from '../../auth/use-second-factor.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Moment } from '../../parts/moment.tsx';
import { toast } from '../../parts/toast.ts';
import { problemWords } from '../../words/problems.ts';

export const SecondFactor = ({ of: { login, secondFactorAt } }: { of: OwnAccount }) => {
  const cache = useQueryClient();
  const begin = useBeginSecondFactor();
  const said = `${useId()}said`;
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<'password' | 'code'>();
  if (login === null) return null;
  const isSet = secondFactorAt !== null;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const target = event.currentTarget;
    const typed = new FormData(target);
    const secret = String(typed.get('password'));
    const code = String(typed.get('code') ?? '').trim();
    const first = secret === '' ? 'password' : isSet && code === '' ? 'code' : undefined;
    setMissing(first);
    if (first) return target.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    setPassword(secret);
    begin.mutate(
      { login, password: secret, ...(isSet && { secondFactor: code }) },
      { onSuccess: () => target.reset() },
    );
  };
  const done = () => {
    begin.reset();
    setPassword('');
    void cache.invalidateQueries();
    toast.success('二次验证已启用，其他设备已退出登录');
  };
  const words = missing ? { password: '请输入现在的密码。', code: '请输入验证码或恢复码。' }[missing] : undefined;
  return (
    <Card title="二次验证">
      {begin.data && (
        <Dialog title="设置二次验证" onClose={begin.reset}>
          <SecondFactorSteps
            login={login}
            password={password}
            begun={begin.data}
            onSet={api.goOn}
            onDone={done}
            onCancel={begin.reset}
          />
        </Dialog>
      )}
      <form className={form.form} onSubmit={send} noValidate aria-label="二次验证">
        {isSet ? (
          <span>
            <Moment at={secondFactorAt} /> 启用，登录时除密码外还要输入验证器上的验证码。换手机时可以重新设置。
          </span>
        ) : (
          <span>还没有启用。启用后，登录时除密码外还要输入手机验证器上的验证码，密码泄露时别人也登录不了。</span>
        )}
        <PasswordField label="现在的密码" name="password" current wrong={missing === 'password'} said={said} />
        {isSet && <CodeField label="验证码或恢复码" name="code" wrong={missing === 'code'} said={said} />}
        <Said id={said} words={words ?? (begin.isError && problemWords(begin.error))} />
        <Button type="submit" kind="primary" busy={begin.isPending}>
          {isSet ? '重新设置' : '设置'}
        </Button>
      </form>
    </Card>
  );
};
