import { View } from '@tarojs/components';
import { recordQueries } from '@yunzhen/contracts/record/queries';
import { isolated } from '@yunzhen/contracts/text';
import { usePages } from '@/hooks/query';
import { go } from '@/services/go';
import { Button } from '@/ui/button';
import { Empty, Loaded } from '@/ui/loaded';
import { More } from '@/ui/more';
import { Screen } from '@/ui/screen';
import { SignedIn } from '@/ui/signed-in';
import { Tap } from '@/ui/tap';
import { moment } from '@/words/format';

definePageConfig({ navigationBarTitleText: '我的病历' });

export default function Records() {
  const records = usePages(recordQueries.records, {});
  return (
    <Screen>
      <View className="body">
        <SignedIn>
          <Loaded of={records}>
            {rows =>
              rows.length === 0 ? (
                <Empty title="问诊后，医生发布的病历会在这里">
                  <Button compact onTap={() => go('/booking/departments/index')}>
                    去挂号
                  </Button>
                </Empty>
              ) : (
                <View className="stack">
                  {rows.map(({ recordId, visitPersonName, departmentName, doctorName, diagnoses, publishedAt }) => (
                    <Tap
                      key={recordId}
                      className="card stack tight tap"
                      onTap={() => go('/care/record/index', { recordId })}
                    >
                      <View className="title">{diagnoses.map(({ name }) => name).join('、')}</View>
                      <View className="small muted">
                        {isolated(visitPersonName)} · {isolated(doctorName)} · {isolated(departmentName)}
                      </View>
                      {publishedAt && <View className="small faint">{moment(publishedAt)}</View>}
                    </Tap>
                  ))}
                  <More {...records} />
                </View>
              )
            }
          </Loaded>
        </SignedIn>
      </View>
    </Screen>
  );
}
