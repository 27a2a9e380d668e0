/** D4.6: my sessions of the next two weeks, suspended ones too. */
import { View } from '@tarojs/components';
import { scheduleQueries } from '@yunzhen/contracts/schedule/queries';
import { usePages } from '@/hooks/query';
import { useHome } from '@/hooks/role';
import { Empty, Loaded } from '@/ui/loaded';
import { More } from '@/ui/more';
import { Screen } from '@/ui/screen';
import { Tag } from '@/ui/tag';
import { dayFrom, dayName, hours, today, weekday, yuan } from '@/words/format';
import { DoctorBar } from '../parts/bar';

definePageConfig({ navigationBarTitleText: '我的排班' });

export default function Schedule() {
  useHome('doctor');
  const from = today();
  const sessions = usePages(scheduleQueries.schedule, { from, to: dayFrom(from, 13), limit: 50 });
  return (
    <Screen className="barred">
      <View className="body">
        <Loaded of={sessions}>
          {rows =>
            rows.length === 0 ? (
              <Empty icon="calendar" title="未来两周没有排班。排班由运营发布" />
            ) : (
              <View className="stack">
                {[...new Set(rows.map(({ day }) => day))].map(day => (
                  <View key={day} className="stack tight">
                    <View className="bold">
                      {dayName(day)} {weekday(day)}
                    </View>
                    <View className="card flush">
                      {rows
                        .filter(row => row.day === day)
                        .map(({ clinicSessionId, startsAt, endsAt, capacity, taken, fee, status, suspendReason }) => (
                          <View key={clinicSessionId} className="list-row row between">
                            <View>
                              <View className="bold number">{hours(startsAt, endsAt)}</View>
                              <View className="small muted number">
                                已约 {taken}/{capacity} · {yuan(fee)}
                              </View>
                              {suspendReason && <View className="small danger">{suspendReason}</View>}
                            </View>
                            <Tag tone={status === 'suspended' ? 'danger' : 'primary'}>
                              {status === 'suspended' ? '已停诊' : '出诊'}
                            </Tag>
                          </View>
                        ))}
                    </View>
                  </View>
                ))}
                <More {...sessions} />
              </View>
            )
          }
        </Loaded>
      </View>
      <DoctorBar here="排班" />
    </Screen>
  );
}
