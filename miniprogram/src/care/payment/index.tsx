/** P7.6, P7.7: one bill: what was paid, by which means, and the way of everything that goes back. */
import { View } from '@tarojs/components';
import { paymentQueries } from '@yunzhen/contracts/payment/queries';
import { waysOf } from '@yunzhen/contracts/refund/way';
import { useParams } from '@/hooks/page';
import { useQuery } from '@/hooks/query';
import { Facts } from '@/ui/facts';
import { Loaded } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { When } from '@/ui/when';
import { yuan } from '@/words/format';
import { methodWords } from '@/words/labels';
import { Line } from './line';
import { RefundWay } from './refund-way';

definePageConfig({ navigationBarTitleText: '缴费详情' });

export default function Payment() {
  const { paymentId = '' } = useParams<'paymentId'>();
  const payment = useQuery(paymentQueries.payment, { paymentId });
  return (
    <Screen>
      <View className="body">
        <Loaded of={payment}>
          {row => (
            <View className="stack">
              <View className="card stack">
                <View className="row between">
                  <View className="title">{row.description}</View>
                  <View className="title number">{yuan(row.amount)}</View>
                </View>
                <Facts
                  rows={[
                    ['支付时间', row.paidAt && <When key="paid" at={row.paidAt} day />],
                    ...row.tenders.map(({ method, paid }) => [methodWords[method], yuan(paid)] as const),
                    ['已退回', row.refunded > 0 ? yuan(row.refunded) : null],
                  ]}
                />
              </View>
              {waysOf(row).map(way => (
                <RefundWay key={way.id} of={way} />
              ))}
              {row.lines.map(line => (
                <Line key={line.lineId} of={row} line={line} />
              ))}
            </View>
          )}
        </Loaded>
      </View>
    </Screen>
  );
}
