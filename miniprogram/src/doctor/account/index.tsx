/** D1, O4: how a doctor gets in: the WeChat of this phone, where they are signed in, and what changed about the account. */
import { Input, View } from '@tarojs/components';
import { account as contract } from '@yunzhen/contracts/account/account';
import { ownAccountEndpoints } from '@yunzhen/contracts/account/endpoints';
import { unread } from '@yunzhen/contracts/account/notices';
import { accountQueries } from '@yunzhen/contracts/account/queries';
import { texts } from '@yunzhen/contracts/texts.zh';
import { useState } from 'react';
import { useCommand } from '@/hooks/command';
import { useQuery } from '@/hooks/query';
import { useHome } from '@/hooks/role';
import { api } from '@/services/api';
import { confirm, toast } from '@/services/go';
import { happened } from '@/services/queries';
import { wechat } from '@/services/wechat';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Loaded, Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { moment } from '@/words/format';

const changes = texts.account.choices.change;

/** Binds this phone; the password is asked for again, so that a phone left open is not enough. */
const Bind = ({ login }: { readonly login: string }) => {
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const bind = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await api.call(ownAccountEndpoints.bindWechat, { code: await wechat.code(login), password });
      setPassword('');
      happened('account', '0');
      toast('已绑定，下次可用微信登录');
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <View className="card stack">
      <View className="bold">绑定这部手机的微信</View>
      <View className="small muted">绑定后在这部手机上不用密码就能登录，一个账号只绑一部手机。</View>
      <Wrong problem={problem} />
      <Field label="密码">
        <Input
          id="bind-password"
          className="field-box"
          password
          maxlength={128}
          value={password}
          onInput={e => setPassword(e.detail.value)}
        />
      </Field>
      <Button id="bind" busy={busy} why={password === '' && '请输入密码'} onTap={() => void bind()}>
        绑定
      </Button>
    </View>
  );
};

export default function Account() {
  useHome('doctor');
  const mine = useQuery(accountQueries.myAccount, {});
  const unbind = useCommand(contract, 'unbind-wechat');
  const leave = useCommand(contract, 'sign-out');
  const acknowledge = useCommand(contract, 'acknowledge');
  return (
    <Screen>
      <View className="body">
        <Loaded of={mine}>
          {row => {
            const news = unread(row);
            const until = news.at(-1)?.at;
            return (
              <>
                {until !== undefined && (
                  <View className="notice stack">
                    <View>账号有变动。不是您本人操作的，请立即在管理台修改密码，并联系医院的安全管理员。</View>
                    {news.map(({ what, at }) => (
                      <View key={`${what} ${at}`} className="small">
                        {moment(at)} {changes[what]}
                      </View>
                    ))}
                    <Wrong problem={acknowledge.problem} />
                    <Button
                      id="acknowledge"
                      compact
                      busy={acknowledge.busy}
                      onTap={() => void acknowledge.send(row.accountId, { until })}
                    >
                      知道了
                    </Button>
                  </View>
                )}
                {row.wechatBoundAt === null ? (
                  <Bind login={row.login ?? ''} />
                ) : (
                  <View className="card stack">
                    <View className="bold">微信</View>
                    <View className="small muted">{moment(row.wechatBoundAt)} 绑定</View>
                    <Wrong problem={unbind.problem} />
                    <Button
                      id="unbind"
                      kind="plain"
                      busy={unbind.busy}
                      onTap={async () => {
                        const words = '那部手机不能再用微信登录，所有设备（包括这一台）退出登录。';
                        if (await confirm('解绑微信？', words, '解绑')) await unbind.send(row.accountId, {});
                      }}
                    >
                      解绑微信
                    </Button>
                  </View>
                )}
                <View className="card stack">
                  <View className="bold">登录</View>
                  <View className="small muted">登录名 {row.login}。手机丢失，或怀疑有人用过时，请退出全部登录。</View>
                  <Wrong problem={leave.problem} />
                  <Button
                    id="leave-all"
                    kind="plain"
                    busy={leave.busy}
                    onTap={async () => {
                      if (await confirm('退出全部登录？', '所有设备立即退出登录，包括这一台。', '退出'))
                        await leave.send(row.accountId, {});
                    }}
                  >
                    退出全部登录
                  </Button>
                </View>
              </>
            );
          }}
        </Loaded>
      </View>
    </Screen>
  );
}
