/** D3.11, D3.12, D4.2: one prescription of mine: its review, and what can be done with it now. */

import { View } from '@tarojs/components';
import { prescription as contract } from '@yunzhen/contracts/prescription/prescription';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useCommand } from '@/hooks/command';
import { useParams } from '@/hooks/page';
import { useQuery } from '@/hooks/query';
import { confirm, go, toast } from '@/services/go';
import { Button } from '@/ui/button';
import { Facts } from '@/ui/facts';
import { Loaded, Wrong } from '@/ui/loaded';
import { PrescriptionLines } from '@/ui/prescription-lines';
import { Screen } from '@/ui/screen';
import { Tag } from '@/ui/tag';
import { age, moment } from '@/words/format';
import { cancelledByWords, prescriptionWords } from '@/words/labels';
import { Overlap } from '../parts/overlap';
import { PatientBar } from '../parts/patient-bar';

definePageConfig({ navigationBarTitleText: '处方详情' });

export default function DoctorPrescription() {
  const { prescriptionId = '' } = useParams<'prescriptionId'>();
  const prescription = useQuery(prescriptionQueries.prescription, { prescriptionId });
  const publish = useCommand(contract, 'publish');
  const recall = useCommand(contract, 'recall');
  const status = prescription.data?.status;
  const release = async () => {
    if (!(await confirm('发布处方？', '发布后患者即可缴费取药，内容不能再修改。', '发布'))) return;
    if (await publish.send(prescriptionId, {})) toast('已发布给患者');
  };
  const take = async () => {
    if (!(await confirm('撤回处方？', '药师将不再审核，修改后可重新提交。', '撤回'))) return;
    if (await recall.send(prescriptionId, {})) toast('已撤回');
  };
  const footer =
    status === 'passed' ? (
      <Button id="publish" busy={publish.busy} onTap={() => void release()}>
        发布给患者
      </Button>
    ) : status === 'failed' || status === 'recalled' ? (
      <Button onTap={() => go('/doctor/prescribe/index', { prescriptionId })}>修改并重新提交</Button>
    ) : status === 'submitted' ? (
      <Button kind="plain" busy={recall.busy} onTap={() => void take()}>
        撤回处方
      </Button>
    ) : null;
  return (
    <Screen footer={footer}>
      <PatientBar consultationId={prescription.data?.consultationId ?? ''} />
      <View className="body">
        <Wrong problem={publish.problem ?? recall.problem} typed={false} />
        <Loaded of={prescription} safe="处方已保存">
          {row => (
            <>
              <Overlap lines={row.lines} others={row.others} />
              <View className="card stack">
                <View className="row between">
                  <View className="large-title">处方笺</View>
                  <Tag tone={row.status === 'failed' ? 'danger' : row.status === 'passed' ? 'success' : 'primary'}>
                    {prescriptionWords[row.status]}
                  </Tag>
                </View>
                <Facts
                  rows={[
                    ['患者', `${isolated(row.visitPersonName)} ${age(row.birthDate)}`],
                    ['诊断', row.diagnoses.map(({ name }) => name).join('、')],
                    ['版本', `第 ${row.version} 版 · ${moment(row.submittedAt)} 提交`],
                    ['有效期至', moment(row.validUntil)],
                    ['长期用药理由', row.longSupplyReason],
                    ['审方药师', row.pharmacistName],
                    ['取消方', row.cancelledBy && cancelledByWords[row.cancelledBy]],
                    ['取消原因', row.cancelReason],
                  ]}
                />
                <View className="line" />
                <PrescriptionLines lines={row.lines} total={row.total} />
              </View>
              {row.reviews.length > 0 && (
                <View className="card stack">
                  <View className="bold">审方记录</View>
                  {row.reviews.map(({ version, passed, reason, at }) => (
                    <View key={`${version}-${at}`} className="stack tight">
                      <View className="row between small">
                        <View className={passed ? 'success' : 'danger'}>
                          第 {version} 版 · {passed ? '通过' : '未通过'}
                        </View>
                        <View className="faint">{moment(at)}</View>
                      </View>
                      {reason && <View className="small">{reason}</View>}
                    </View>
                  ))}
                </View>
              )}
            </>
          )}
        </Loaded>
      </View>
    </Screen>
  );
}
