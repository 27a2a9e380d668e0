/** The doctor's own page: profile in numbers, ratings, messages, and the way out. */

import { View } from '@tarojs/components';
import { conversationQueries } from '@yunzhen/contracts/conversation/queries';
import { practitioner as contract } from '@yunzhen/contracts/practitioner/practitioner';
import { practitionerQueries } from '@yunzhen/contracts/practitioner/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useCommand } from '@/hooks/command';
import { leaveAccount } from '@/hooks/leave';
import { useQuery } from '@/hooks/query';
import { useHome } from '@/hooks/role';
import { useSession } from '@/services/auth';
import { confirm, go } from '@/services/go';
import { Avatar } from '@/ui/avatar';
import { Button } from '@/ui/button';
import { ConversationRow } from '@/ui/conversation-row';
import { Icon, type IconName } from '@/ui/icon';
import { Loaded, Wrong } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { Tap } from '@/ui/tap';
import { Toggle } from '@/ui/toggle';
import { rating } from '@/words/format';
import { titleWords } from '@/words/labels';
import { DoctorBar } from '../parts/bar';

const entries: readonly (readonly [IconName, string, string])[] = [
  ['user', '我的资料', '/doctor/profile/index'],
  ['star', '我的评价', '/doctor/ratings/index'],
  ['record', '我的模板', '/doctor/templates/index'],
  ['shield', '账号与登录', '/doctor/account/index'],
];

definePageConfig({ navigationBarTitleText: '我的' });

export default function Mine() {
  useHome('doctor');
  const doctorId = useSession()?.holder.id ?? '';
  const doctor = useQuery(practitionerQueries.doctor, { doctorId }, { when: doctorId !== '' });
  const talks = useQuery(conversationQueries.conversations, { limit: 5 });
  const service = useCommand(contract, 'switch-service');
  const leave = async () => {
    if (await confirm('退出登录？', '没有发出的内容会从这部手机上删除。', '退出')) await leaveAccount();
  };
  return (
    <Screen className="barred">
      <View className="body">
        <Loaded of={doctor}>
          {row => (
            <>
              <View className="card row">
                <Avatar photo={row.photo} name={row.name} size={56} />
                <View className="grow">
                  <View className="large-title">{row.name}</View>
                  <View className="small muted">
                    {titleWords[row.title]} · {isolated(row.departmentName)}
                  </View>
                  <View className="small number">
                    评分 {rating(row)} · 已接诊 {row.completed} · 关注 {row.followers}
                  </View>
                </View>
              </View>
              <View className="card row">
                <View className="grow">
                  <View>网络门诊</View>
                  <View className="small muted">关闭后患者不能再预约，已约的不受影响</View>
                </View>
                <Toggle
                  label="网络门诊"
                  on={row.onlineClinic}
                  change={on => void service.send(doctorId, { service: 'online-clinic', on })}
                />
              </View>
              <Wrong problem={service.problem} typed={false} />
            </>
          )}
        </Loaded>
        <View className="card flush">
          {entries.map(([icon, words, to]) => (
            <Tap key={to} className="list-row row tap" onTap={() => go(to)}>
              <Icon name={icon} className="primary" />
              <View className="grow">{words}</View>
              <Icon name="next" className="faint" />
            </Tap>
          ))}
        </View>
        <View className="title">最近对话</View>
        <Loaded of={talks}>
          {({ rows }) =>
            rows.length === 0 ? (
              <View className="small muted">接诊后的对话会在这里</View>
            ) : (
              <View className="card flush">
                {rows.map(row => (
                  <ConversationRow
                    key={row.conversationId}
                    row={row}
                    name={row.visitPersonName ?? '患者'}
                    about="患者"
                    open={() => go('/doctor/consult/index', { consultationId: row.conversationId })}
                  />
                ))}
              </View>
            )
          }
        </Loaded>
        <Button kind="plain" onTap={() => void leave()}>
          退出登录
        </Button>
      </View>
      <DoctorBar here="我的" />
    </Screen>
  );
}
