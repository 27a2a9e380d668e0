/** P10.3: a published medical record. */

import { View } from '@tarojs/components';
import { recordQueries } from '@yunzhen/contracts/record/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useParams } from '@/hooks/page';
import { useQuery } from '@/hooks/query';
import { Facts } from '@/ui/facts';
import { Icon } from '@/ui/icon';
import { Loaded } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { When } from '@/ui/when';
import { age } from '@/words/format';
import { genderWords } from '@/words/labels';

definePageConfig({ navigationBarTitleText: '病历' });

export default function RecordPage() {
  const { recordId = '' } = useParams<'recordId'>();
  const record = useQuery(recordQueries.record, { recordId });
  return (
    <Screen>
      <View className="body">
        <Loaded of={record}>
          {row => (
            <View className="card stack">
              <View className="large-title centre">电子病历</View>
              <View className="line" />
              <Facts
                rows={[
                  ['姓名', row.visitPersonName],
                  ['性别', row.gender && genderWords[row.gender]],
                  ['年龄', age(row.birthDate)],
                  ['科室', row.departmentName],
                  ['就诊时间', <When key="time" at={row.publishedAt ?? row.writtenAt} />],
                ]}
              />
              <View className="line" />
              {(
                [
                  ['主诉', row.chiefComplaint],
                  ['现病史', row.presentIllness],
                  ['既往史', row.pastHistory],
                  ['诊断', row.diagnoses.map(({ name, code }) => `${isolated(name)}（${code}）`).join('\n')],
                  ['处理意见', row.advice],
                ] as const
              ).map(([name, value]) => (
                <View key={name} className="stack tight">
                  <View className="bold">{name}</View>
                  <View className="muted pre">{value ?? '（内容已按要求删除）'}</View>
                </View>
              ))}
              <View className="line" />
              <Facts rows={[['医生', row.doctorName]]} />
              {row.contentHash && (
                <View className="row small success" style={{ gap: '6px' }}>
                  <Icon name="shield" />
                  已发布，内容不可更改 · 校验码 {row.contentHash.slice(0, 12)}
                </View>
              )}
            </View>
          )}
        </Loaded>
      </View>
    </Screen>
  );
}
