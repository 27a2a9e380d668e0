/** D2.1, D2.2, D3.5: what the patient wrote and uploaded, and what the house knows of them. */

import { ScrollView, View } from '@tarojs/components';
import { Problem } from '@yunzhen/contracts/api/problem';
import { consultationQueries } from '@yunzhen/contracts/consultation/queries';
import { treatingDays } from '@yunzhen/contracts/consultation/reach';
import { usageWords } from '@yunzhen/contracts/prescription/usage.zh';
import { recordQueries } from '@yunzhen/contracts/record/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useQuery } from '@/hooks/query';
import { Facts } from '@/ui/facts';
import { Loaded } from '@/ui/loaded';
import { Picture } from '@/ui/picture';
import { age, moment } from '@/words/format';
import { formWords, genderWords, prescriptionWords } from '@/words/labels';

const History = ({ consultationId }: { readonly consultationId: string }) => {
  const history = useQuery(recordQueries.history, { consultationId });
  // Not of their patient any more, or not yet.
  if (history.error instanceof Problem && history.error.status === 404)
    return <View className="small muted">以往病历在就诊当日至其后 {treatingDays} 天内可看</View>;
  return (
    <Loaded of={history}>
      {({ records, prescriptions }) =>
        records.length + prescriptions.length === 0 ? (
          <View className="small muted">本院没有以前的病历和处方</View>
        ) : (
          <View className="stack">
            {records.map(({ recordId, diagnoses, writtenAt, departmentName, chiefComplaint, advice }) => (
              <View key={recordId} className="card stack tight">
                <View className="row between">
                  <View className="bold">{diagnoses.map(({ name }) => name).join('、')}</View>
                  <View className="small faint">{moment(writtenAt)}</View>
                </View>
                <View className="small muted">
                  {isolated(departmentName)} · {isolated(chiefComplaint)}
                </View>
                <View className="small">{advice}</View>
              </View>
            ))}
            {prescriptions.map(({ prescriptionId, lines, submittedAt, status }) => (
              <View key={prescriptionId} className="card stack tight">
                <View className="row between">
                  <View className="bold">处方</View>
                  <View className="small faint">
                    {moment(submittedAt)} · {prescriptionWords[status]}
                  </View>
                </View>
                {lines.map(({ drugId, name, days, ...usage }) => (
                  <View key={drugId} className="small">
                    {isolated(name)}：{usageWords(usage)}，{days} 天
                  </View>
                ))}
              </View>
            ))}
          </View>
        )
      }
    </Loaded>
  );
};

export const About = ({ consultationId }: { readonly consultationId: string }) => {
  const consultation = useQuery(consultationQueries.consultation, { consultationId });
  return (
    <ScrollView scrollY className="pane">
      <View className="body">
        <Loaded of={consultation}>
          {row => (
            <View className="card stack">
              <Facts
                rows={[
                  ['就诊人', row.visitPersonName],
                  ['性别年龄', `${row.gender ? genderWords[row.gender] : ''} ${age(row.birthDate)}`],
                  ['表单', row.chiefComplaintForm && formWords[row.chiefComplaintForm]],
                  ['监护人', row.guardianName],
                ]}
              />
              <View className="stack tight">
                <View className="bold">病情</View>
                <View className="pre">{row.chiefComplaint ?? '（内容已按要求删除）'}</View>
              </View>
              {row.attachments.length > 0 && (
                <View className="choice">
                  {row.attachments.map(fileId => fileId && <Picture key={fileId} fileId={fileId} />)}
                </View>
              )}
            </View>
          )}
        </Loaded>
        <View className="title">既往病历和处方</View>
        <History consultationId={consultationId} />
      </View>
    </ScrollView>
  );
};
