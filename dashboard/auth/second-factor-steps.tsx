/** Setting a second factor: the authenticator reads the secret, its first code sets it, and the recovery codes are shown this once. */
import { useMutation } from '@tanstack/react-query';
import { secondFactorEndpoints, totpCode } from '@yunzhen/contracts/account/second-factor-endpoints';
import type { Session } from '@yunzhen/contracts/api/auth';
import type { AnswerOf } from '@yunzhen/contracts/endpoint';
import { type FormEvent, useId, useState } from 'react';
import { api } from '../api/client.ts';
import { Button } from '../parts/button.tsx';
import { toast } from '../parts/toast.ts';
import { problemWords } from '../words/problems.ts';
import { CodeField } from './code-field.tsx';
import { Qr } from './qr.tsx';
import { Said } from './said.tsx';
import styles from './second-factor.module.css';
import form from './sign-in-form.module.css';

const { confirmSecondFactor } = secondFactorEndpoints;

export interface SecondFactorStepsProps {
  readonly login: string;
  readonly password: string;
  readonly begun: AnswerOf<typeof secondFactorEndpoints.beginSecondFactor>;
  /** It is set, and who set it signed in anew. */
  readonly onSet: (session: Session) => void;
  /** The recovery codes are kept. */
  readonly onDone: (session: Session) => void;
  readonly onCancel: () => void;
}

export default function SecondFactorSteps({ login, password, begun, onSet, onDone, onCancel }: SecondFactorStepsProps) {
  const said = `${useId()}said`;
  const [wrong, setWrong] = useState<string>();
  const confirm = useMutation({
    mutationFn: (code: string) => api.call(confirmSecondFactor, { login, password, factorId: begun.factorId, code }),
    onSuccess: onSet,
  });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (confirm.isPending) return;
    const { data, error } = totpCode.safeParse(String(new FormData(event.currentTarget).get('code')));
    setWrong(error && `${error.issues[0]?.message}。`);
    if (data !== undefined) confirm.mutate(data);
    else event.currentTarget.querySelector('input')?.focus();
  };
  if (confirm.data) return <RecoveryCodes of={confirm.data} onDone={onDone} />;
  return (
    <div className={styles.steps}>
      <p>用手机上的验证器（如腾讯身份验证器、Microsoft Authenticator）扫描二维码，再输入它显示的 6 位验证码。</p>
      <Qr text={begun.uri} label="验证器的二维码" />
      <p>
        不能扫码时，在验证器里手工输入密钥：
        <code className={styles.secret}>{begun.secret.replace(/.{4}/g, '$& ').trim()}</code>
      </p>
      <form className={form.form} onSubmit={send} noValidate aria-label="设置二次验证">
        <CodeField label="6 位验证码" name="code" wrong={wrong !== undefined} said={said} />
        <Said id={said} words={wrong ?? (confirm.isError && problemWords(confirm.error))} />
        <div className={styles.actions}>
          <Button onClick={onCancel}>取消</Button>
          <Button type="submit" kind="primary" busy={confirm.isPending}>
            启用
          </Button>
        </div>
      </form>
    </div>
  );
}

const RecoveryCodes = ({
  of,
  onDone,
}: {
  of: Session & { readonly recoveryCodes: readonly string[] };
  onDone: (session: Session) => void;
}) => {
  const copy = () =>
    navigator.clipboard.writeText(of.recoveryCodes.join('\n')).then(
      () => toast.success('已复制'),
      () => toast.error('没有复制成功，请手工抄写。'),
    );
  return (
    <div className={styles.steps}>
      <p>
        二次验证已启用。下面是十个恢复码：手机不在身边时，可以用一个代替验证码登录，每个只能用一次。只显示这一次，请妥善保管。
      </p>
      <div className={styles.codes}>
        {of.recoveryCodes.map(code => (
          <code key={code}>{code}</code>
        ))}
      </div>
      <div className={styles.actions}>
        {'clipboard' in navigator && <Button onClick={() => void copy()}>复制</Button>}
        <Button kind="primary" data-first onClick={() => onDone(of)}>
          已保存，继续
        </Button>
      </div>
    </div>
  );
};
