/** 我的: the account and everything that belongs to it. */
import { View } from '@tarojs/components';
import { patientQueries } from '@yunzhen/contracts/patient/queries';
import { useBadge } from '@/hooks/badge';
import { leaveAccount } from '@/hooks/leave';
import { useQuery } from '@/hooks/query';
import { useHome } from '@/hooks/role';
import { useSession } from '@/services/auth';
import { confirm, go, toast } from '@/services/go';
import { setLarge, useLarge } from '@/services/large';
import { Button } from '@/ui/button';
import { Icon, type IconName } from '@/ui/icon';
import { Screen } from '@/ui/screen';
import { Tap } from '@/ui/tap';
import { Toggle } from '@/ui/toggle';

/** The first of them also in 长辈模式. */
const entries: readonly (readonly [IconName, string, string])[] = [
  ['people', '就诊人', '/booking/persons/index'],
  ['record', '我的病历', '/care/records/index'],
  ['pill', '我的处方', '/care/prescriptions/index'],
  ['heart', '我的医生', '/booking/my-doctors/index'],
  ['pay', '缴费记录', '/care/payments/index'],
  ['shield', '知情同意书', '/booking/consent/index'],
  ['user', '个人信息与隐私', '/booking/privacy/index'],
  ['search', '谁看过我的资料', '/care/looks/index'],
];

const essential = 3;

definePageConfig({ navigationBarTitleText: '我的' });

export default function Me() {
  useHome('patient');
  useBadge();
  const signedIn = useSession();
  const me = useQuery(patientQueries.me, {});
  const large = useLarge();
  const self = me.data?.visitPersons.find(({ relation }) => relation === 'self');
  const leave = async () => {
    if (!(await confirm('退出登录？', '没有发出的内容会从这部手机上删除。', '退出'))) return;
    await leaveAccount();
    toast('已退出');
  };
  return (
    <Screen>
      <View className="body">
        <View className="card row">
          <View className="avatar row primary" style={{ width: '3.5em', height: '3.5em', justifyContent: 'center' }}>
            <Icon name="user" />
          </View>
          <View className="grow">
            <View className="large-title">{signedIn ? (self?.name ?? '微信用户') : '还没有登录'}</View>
            {!signedIn ? (
              <View className="small muted">登录后可挂号、问诊和取药</View>
            ) : me.data ? (
              <View className="small muted">{me.data.visitPersons.length} 位就诊人</View>
            ) : me.error && !me.isFetching ? (
              <Tap className="tap row small accent" onTap={() => void me.refetch()}>
                账户没有读到，点这里重试
              </Tap>
            ) : (
              <View className="bone" style={{ width: '6em', height: '1em', marginTop: '0.4em' }} />
            )}
          </View>
          {!signedIn && (
            <Button compact onTap={() => go('/pages/sign-in/index')}>
              登录
            </Button>
          )}
        </View>
        <View className="card flush">
          {entries.slice(0, large ? essential : entries.length).map(([icon, words, to]) => (
            <Tap key={to} className="list-row row tap" onTap={() => go(to)}>
              <Icon name={icon} className="primary" />
              <View className="grow">{words}</View>
              <Icon name="next" className="faint" />
            </Tap>
          ))}
        </View>
        <View className="card row">
          <Icon name="elder" className="primary" />
          <View className="grow">
            <View>长辈模式</View>
            <View className="small muted">字更大，入口更少</View>
          </View>
          <Toggle label="长辈模式" on={large} change={setLarge} />
        </View>
        {signedIn ? (
          <Button kind="plain" onTap={() => void leave()}>
            退出登录
          </Button>
        ) : (
          <Button kind="text" onTap={() => go('/pages/sign-in/index', { as: 'staff' })}>
            我是医护人员
          </Button>
        )}
      </View>
    </Screen>
  );
}
