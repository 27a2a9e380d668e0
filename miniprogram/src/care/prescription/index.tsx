/** P7.2, P10.2: a published prescription: what it says, what it costs, what to do next. */

import { View } from '@tarojs/components';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useParams } from '@/hooks/page';
import { useQuery } from '@/hooks/query';
import { go } from '@/services/go';
import { Button } from '@/ui/button';
import { Facts } from '@/ui/facts';
import { Icon } from '@/ui/icon';
import { Loaded } from '@/ui/loaded';
import { PrescriptionLines } from '@/ui/prescription-lines';
import { Screen } from '@/ui/screen';
import { Tag } from '@/ui/tag';
import { When } from '@/ui/when';
import { age, moment, yuan } from '@/words/format';
import { cancelledByWords, genderWords, patientPrescriptionWords, refundWords } from '@/words/labels';

/** Nothing is handed out on it any more. */
const lapsed = new Set(['expired', 'cancelled', 'rejected']);

definePageConfig({ navigationBarTitleText: '处方' });

export default function Prescription() {
  const { prescriptionId = '' } = useParams<'prescriptionId'>();
  const prescription = useQuery(prescriptionQueries.prescription, { prescriptionId });
  const row = prescription.data;
  const footer =
    row?.status === 'published' ? (
      <Button onTap={() => go('/booking/pay/index', { business: 'prescription', subjectId: prescriptionId })}>
        支付 {yuan(row.total)}
      </Button>
    ) : row?.status === 'paid' ? (
      <Button onTap={() => go('/care/pick-up/index', { dispensingId: prescriptionId })}>出示取药码</Button>
    ) : null;
  return (
    <Screen footer={footer}>
      <View className="body">
        <Loaded of={prescription}>
          {data => (
            <View className="card stack">
              <View className="row between">
                <View className="large-title">处方笺</View>
                <Tag tone={data.status === 'published' ? 'accent' : data.status === 'paid' ? 'primary' : 'plain'}>
                  {patientPrescriptionWords[data.status]}
                </Tag>
              </View>
              <Facts
                rows={[
                  [
                    '姓名',
                    `${isolated(data.visitPersonName)} ${data.gender ? genderWords[data.gender] : ''} ${age(data.birthDate)}`,
                  ],
                  ['科室', data.departmentName],
                  ['诊断', data.diagnoses.map(({ name }) => name).join('、')],
                  ['有效期至', <When key="until" at={data.validUntil} />],
                ]}
              />
              <View className="line" />
              <View className="bold">Rp.</View>
              <PrescriptionLines lines={data.lines} total={data.total} />
              <View className="line" />
              <Facts
                rows={[
                  ['开方医生', data.doctorName],
                  ['审方药师', data.pharmacistName],
                  [
                    '退款',
                    data.refunds
                      .map(({ amount, status, at }) => `${yuan(amount)} · ${moment(at)} · ${refundWords[status]}`)
                      .join('\n'),
                  ],
                  ['无法发药原因', data.rejectReason],
                  ['取消方', data.cancelledBy && cancelledByWords[data.cancelledBy]],
                  ['取消原因', data.cancelReason],
                ]}
              />
              {lapsed.has(data.status) ? (
                <View className="row small danger" style={{ gap: '6px' }}>
                  <Icon name="ban" />
                  这张处方已失效，不能取药
                </View>
              ) : (
                data.contentHash && (
                  <View className="row small success" style={{ gap: '6px' }}>
                    <Icon name="shield" />
                    药师审核通过，内容不可更改 · 校验码 {data.contentHash.slice(0, 12)}
                  </View>
                )
              )}
            </View>
          )}
        </Loaded>
        {row && (
          <Button
            id="complaint"
            kind="text"
            onTap={() => go('/care/complaint/index', { subject: 'prescription', id: prescriptionId })}
          >
            处方或发药有问题？投诉
          </Button>
        )}
      </View>
    </Screen>
  );
}
