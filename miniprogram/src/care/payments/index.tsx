/** P7.6: what was paid and what came back. */
import { View } from '@tarojs/components';
import { paymentQueries } from '@yunzhen/contracts/payment/queries';
import { usePages } from '@/hooks/query';
import { go } from '@/services/go';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { Empty, Loaded } from '@/ui/loaded';
import { More } from '@/ui/more';
import { Screen } from '@/ui/screen';
import { SignedIn } from '@/ui/signed-in';
import { Tap } from '@/ui/tap';
import { moment, yuan } from '@/words/format';
import { refundWords } from '@/words/labels';

definePageConfig({ navigationBarTitleText: '缴费记录' });

export default function Payments() {
  const payments = usePages(paymentQueries.payments, { status: 'succeeded' });
  return (
    <Screen>
      <View className="body">
        <SignedIn>
          <Loaded of={payments}>
            {rows =>
              rows.length === 0 ? (
                <Empty icon="pay" title="支付过的挂号费和处方费会在这里">
                  <Button compact onTap={() => go('/booking/departments/index')}>
                    去挂号
                  </Button>
                </Empty>
              ) : (
                <View className="stack">
                  {rows.map(({ paymentId, description, paid, paidAt, refunded, refunds }) => (
                    <Tap
                      key={paymentId}
                      className="card stack tight tap"
                      onTap={() => go('/care/payment/index', { paymentId })}
                    >
                      <View className="row between">
                        <View className="bold grow">{description}</View>
                        <View className="bold number">{yuan(paid)}</View>
                        <Icon name="next" className="faint" />
                      </View>
                      <View className="row between small muted">
                        <View>{paidAt && moment(paidAt)} · 微信支付</View>
                        <View className="accent">
                          {refunded > 0 ? `已退 ${yuan(refunded)}` : refundWords[refunds.at(-1)?.status ?? 'none']}
                        </View>
                      </View>
                    </Tap>
                  ))}
                  <More {...payments} />
                </View>
              )
            }
          </Loaded>
        </SignedIn>
      </View>
    </Screen>
  );
}
