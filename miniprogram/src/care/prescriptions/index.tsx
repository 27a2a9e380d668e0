/** P7.1, P7.2: prescriptions by what is to be paid, and several paid together. */

import { View } from '@tarojs/components';
import { mostLines } from '@yunzhen/contracts/payment/bill';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { isolated } from '@yunzhen/contracts/text';
import { useState } from 'react';
import { usePages } from '@/hooks/query';
import { go } from '@/services/go';
import { Button } from '@/ui/button';
import { Empty, Loaded } from '@/ui/loaded';
import { More } from '@/ui/more';
import { Screen } from '@/ui/screen';
import { Segmented } from '@/ui/segmented';
import { SignedIn } from '@/ui/signed-in';
import { Tag } from '@/ui/tag';
import { Tap } from '@/ui/tap';
import { moment, yuan } from '@/words/format';
import { patientPrescriptionWords } from '@/words/labels';

const nothing = {
  payable: '没有待缴费的处方。医生开方、药师审核通过后会在这里',
  paid: '缴费过的处方会在这里',
  over: '没有过期的处方',
};

definePageConfig({ navigationBarTitleText: '我的处方' });

export default function Prescriptions() {
  const [payment, setPayment] = useState<keyof typeof nothing>('payable');
  const prescriptions = usePages(prescriptionQueries.prescriptions, { payment });
  return (
    <Screen>
      <View className="body">
        <Segmented
          options={[
            ['payable', '待缴费'],
            ['paid', '已缴费'],
            ['over', '已过期'],
          ]}
          value={payment}
          choose={setPayment}
        />
        <SignedIn>
          <Loaded of={prescriptions}>
            {rows =>
              rows.length === 0 ? (
                <Empty icon="pill" title={nothing[payment]}>
                  <Button compact onTap={() => go('/pages/visits/index')}>
                    查看就诊
                  </Button>
                </Empty>
              ) : (
                <View className="stack">
                  {payment === 'payable' && rows.length > 1 && (
                    <Button
                      id="pay-together"
                      onTap={() =>
                        go('/booking/pay/index', {
                          business: 'prescription',
                          subjectId: rows
                            .slice(0, mostLines)
                            .map(row => row.prescriptionId)
                            .join(),
                        })
                      }
                    >
                      {`合并支付 ${Math.min(rows.length, mostLines)} 张处方 ${yuan(
                        rows.slice(0, mostLines).reduce((sum, { total }) => sum + total, 0),
                      )}`}
                    </Button>
                  )}
                  {rows.map(({ prescriptionId, lines, total, status, visitPersonName, doctorName, publishedAt }) => (
                    <Tap
                      key={prescriptionId}
                      className="card stack tight tap"
                      onTap={() => go('/care/prescription/index', { prescriptionId })}
                    >
                      <View className="row between">
                        <View className="title clip grow">{lines.map(({ name }) => name).join('、')}</View>
                        <Tag tone={status === 'published' ? 'accent' : 'plain'}>{patientPrescriptionWords[status]}</Tag>
                      </View>
                      <View className="row between small muted">
                        <View>
                          {isolated(visitPersonName)} · {isolated(doctorName)}{' '}
                          {publishedAt && `· ${moment(publishedAt)}`}
                        </View>
                        <View className="bold number">{yuan(total)}</View>
                      </View>
                    </Tap>
                  ))}
                  <More {...prescriptions} />
                </View>
              )
            }
          </Loaded>
        </SignedIn>
      </View>
    </Screen>
  );
}
