/** T2, N5: who else looked at one's own data, as what, at which part of it, and why where they said so. */
import { View } from '@tarojs/components';
import { auditQueries } from '@yunzhen/contracts/audit/queries';
import { usePages } from '@/hooks/query';
import { useHome } from '@/hooks/role';
import { Empty, Loaded } from '@/ui/loaded';
import { More } from '@/ui/more';
import { Screen } from '@/ui/screen';
import { SignedIn } from '@/ui/signed-in';
import { Tag } from '@/ui/tag';
import { moment } from '@/words/format';
import { reasonWords, topicWords, viewerWords } from '@/words/looks';

export default function Looks() {
  useHome('patient');
  const looks = usePages(auditQueries.looksAtMe, {});
  return (
    <Screen>
      <View className="body">
        <SignedIn>
          <Loaded of={looks}>
            {rows =>
              rows.length === 0 ? (
                <Empty icon="search" title="有人看过您的资料后会记在这里" />
              ) : (
                <View className="stack">
                  <View className="small muted">
                    医院里的人每次查看您和就诊人的资料都会留下记录，同一次登录十分钟内反复查看记一次，保存三年。
                  </View>
                  {rows.map(({ entryId, at, role, practitionerName, topic, exported, reason }) => (
                    <View key={entryId} className="card stack tight">
                      <View className="row between">
                        <View className="bold grow">
                          {viewerWords[role]} {practitionerName}
                        </View>
                        {exported && <Tag>导出</Tag>}
                      </View>
                      <View className="row between small muted">
                        <View>{(topic && topicWords[topic]) ?? '图片'}</View>
                        <View>{moment(at)}</View>
                      </View>
                      {reason !== null && <View className="small">原因：{reasonWords[reason]}</View>}
                    </View>
                  ))}
                  <More {...looks} />
                </View>
              )
            }
          </Loaded>
        </SignedIn>
      </View>
    </Screen>
  );
}
