/** P7.7: where money is that goes back, step by step, and where it has arrived. */
import { View } from '@tarojs/components';
import type { Way } from '@yunzhen/contracts/refund/way';
import { refundWayText } from '@yunzhen/contracts/refund/way.zh';
import { isolated } from '@yunzhen/contracts/text';
import { Timeline } from '@/ui/timeline';
import { yuan } from '@/words/format';

export const RefundWay = ({ of }: { readonly of: Way }) => (
  <Timeline
    head={
      <View className="stack tight refund-way">
        <View className="row between bold">
          <View>退款</View>
          <View className="number">{yuan(of.amount)}</View>
        </View>
        {of.reason && <View className="small muted">{isolated(of.reason)}</View>}
      </View>
    }
    steps={of.steps.map(({ key, state, says, at }) => ({
      ...{ key, state, at, name: refundWayText.steps[key] },
      words: says ? refundWayText.says[says] : '',
    }))}
    under={({ key }) => {
      const more = key === 'decided' ? of.deniedFor : key === 'arrived' ? of.receivedBy : null;
      return more && <View className="small muted">{isolated(more)}</View>;
    }}
  />
);
