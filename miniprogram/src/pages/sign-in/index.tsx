/** Signing in: patients by WeChat, staff with a password; on a laptop demo people are one tap away. */
import { Input, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { Problem } from '@yunzhen/contracts/api/problem';
import { useEffect, useState } from 'react';
import { useParams } from '@/hooks/page';
import { api } from '@/services/api';
import { session, useSession } from '@/services/auth';
import { back, restart } from '@/services/go';
import { wechat } from '@/services/wechat';
import type { DemoAccount } from '@/services/wechat/port';
import { aria } from '@/ui/aria';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Icon } from '@/ui/icon';
import { Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';

type Work = 'wechat' | 'staff';

/** Whether a doctor's session ended on a page that waits below. */
const fromDoctorsPage = () => /^\/?doctor\//.test(Taro.getCurrentPages().slice(-2, -1)[0]?.route ?? '');

const SignIn = () => {
  const params = useParams<'as' | 'demo'>();
  const [staff, setStaff] = useState(params.as === 'staff');
  const [busy, setBusy] = useState<Work | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [elsewhere, setElsewhere] = useState(false);
  const [demo, setDemo] = useState<readonly DemoAccount[] | null>(null);
  const [person, setPerson] = useState('patient-1');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  /** Null until an account asks for it. */
  const [code, setCode] = useState<string | null>(null);
  const signedIn = useSession();
  const ready = login.trim() !== '' && password !== '' && code?.trim() !== '';
  const demoDoctor = demo?.find(({ role }) => role === 'doctor');

  const enter = async (work: Work, credentials: () => Promise<Parameters<typeof api.signIn>[0]>) => {
    setBusy(work);
    setProblem(null);
    setElsewhere(false);
    try {
      const { holder } = await api.signIn(await credentials());
      if (holder.role === 'doctor') return fromDoctorsPage() ? back() : restart('/doctor/bench/index');
      if (holder.role === 'patient') return back();
      session.write(null);
      setStaff(true);
      setElsewhere(true);
    } catch (error) {
      setProblem(error);
      if (error instanceof Problem && error.code === 'second-factor-needed') setCode('');
    } finally {
      setBusy(null);
    }
  };
  const secondFactor = code ? { secondFactor: code.trim() } : {};
  const byPassword = (name: string, secret: string) =>
    enter('staff', async () => ({ login: name.trim(), password: secret, ...secondFactor }));
  const byWechat = (name: string) => enter('wechat', async () => ({ code: await wechat.code(name) }));
  /** Of a doctor who has bound this phone. */
  const byBoundPhone = () =>
    enter('wechat', async () => ({ code: await wechat.code(login.trim()), as: 'staff', ...secondFactor }));

  /** A link to a demo hospital may say who signs in. */
  const follow = (accounts: readonly DemoAccount[] | null) => {
    setDemo(accounts);
    const account = accounts?.find(({ login }) => login === params.demo);
    if (account) void byPassword(account.login, account.password);
    else if (accounts && params.demo) void byWechat(params.demo);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => void wechat.demo().then(follow), []);

  return (
    <Screen>
      <View className="body" style={{ paddingTop: '40px' }}>
        <View className="stack centre" style={{ alignItems: 'center' }}>
          <Icon name="doctor" className="state-icon primary" />
          <View className="large-title">云诊互联网医院</View>
          <View className="muted">{staff ? '医护登录' : '登录后可挂号、问诊和取药'}</View>
        </View>
        <Wrong problem={problem} />
        {elsewhere && (
          <View className="notice" {...aria('alert')}>
            小程序供患者和医生使用。药师和管理人员请在电脑上打开管理台登录
          </View>
        )}
        {staff ? (
          <View className="card stack">
            <Field label="账号">
              <Input
                className="field-box"
                maxlength={64}
                value={login}
                onInput={e => setLogin(e.detail.value)}
                placeholder="工号或账号"
              />
            </Field>
            <Field label="密码">
              <Input
                className="field-box"
                password
                maxlength={128}
                value={password}
                onInput={e => setPassword(e.detail.value)}
                onConfirm={() => {
                  if (ready) void byPassword(login, password);
                }}
              />
            </Field>
            {code !== null && (
              <Field label="验证码" hint="验证器上的 6 位数字，或一个恢复码">
                <Input
                  id="second-factor"
                  className="field-box"
                  maxlength={10}
                  value={code}
                  onInput={e => setCode(e.detail.value)}
                  onConfirm={() => {
                    if (ready) void byPassword(login, password);
                  }}
                />
              </Field>
            )}
            <Button
              busy={busy === 'staff'}
              why={ready ? null : code === null ? '请输入账号和密码' : '请输入账号、密码和验证码'}
              onTap={() => void byPassword(login, password)}
            >
              登录
            </Button>
            <Button
              id="bound-phone"
              kind="plain"
              busy={busy === 'wechat'}
              why={demo && login.trim() === '' && '演示医院里请先输入账号'}
              onTap={() => void byBoundPhone()}
            >
              微信登录（已绑定的手机）
            </Button>
            {demoDoctor && (
              <Button
                id="demo-doctor"
                kind="quiet"
                onTap={() => void byPassword(demoDoctor.login, demoDoctor.password)}
              >
                用演示医生登录
              </Button>
            )}
          </View>
        ) : (
          <View className="card stack">
            <Button
              id="wechat-sign-in"
              busy={busy === 'wechat'}
              onTap={() => void byWechat(person.trim() || 'patient-1')}
            >
              微信一键登录
            </Button>
            {demo && (
              <Field label="演示身份" hint="patient-1 到 patient-48 有就诊记录；任何新名字都是新用户">
                <Input
                  id="person"
                  className="field-box"
                  maxlength={64}
                  value={person}
                  onInput={e => setPerson(e.detail.value)}
                />
              </Field>
            )}
          </View>
        )}
        <Button kind="text" onTap={() => setStaff(!staff)}>
          {staff ? '我是患者' : '我是医护人员'}
        </Button>
        {signedIn && (
          <Button kind="text" onTap={back}>
            返回
          </Button>
        )}
      </View>
    </Screen>
  );
};

definePageConfig({ navigationBarTitleText: '登录' });

export default SignIn;
