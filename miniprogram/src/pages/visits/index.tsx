/** 就诊: all registrations, each opening its visit. */

import { View } from '@tarojs/components';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import type { registrationStatuses } from '@yunzhen/contracts/registration/row';
import { isolated } from '@yunzhen/contracts/text';
import { useState } from 'react';
import { useBadge } from '@/hooks/badge';
import { usePages } from '@/hooks/query';
import { useHome } from '@/hooks/role';
import { go } from '@/services/go';
import { Button } from '@/ui/button';
import { Empty, Loaded } from '@/ui/loaded';
import { More } from '@/ui/more';
import { Screen } from '@/ui/screen';
import { Segmented } from '@/ui/segmented';
import { SignedIn } from '@/ui/signed-in';
import { Tag, type Tone } from '@/ui/tag';
import { Tap } from '@/ui/tap';
import { begins, yuan } from '@/words/format';
import { refundWords, registrationWords } from '@/words/labels';

type Status = (typeof registrationStatuses)[number];
const tones: Partial<Record<Status, Tone>> = {
  held: 'accent',
  paid: 'primary',
  booked: 'primary',
  completed: 'success',
};

const nothing = {
  all: '挂过的号会在这里',
  held: '没有等待支付的挂号',
  booked: '没有进行中的就诊',
  completed: '看完的就诊会在这里',
};

definePageConfig({ navigationBarTitleText: '就诊' });

export default function Visits() {
  useHome('patient');
  useBadge();
  const [status, setStatus] = useState<keyof typeof nothing>('all');
  const registrations = usePages(registrationQueries.registrations, status === 'all' ? {} : { status });
  return (
    <Screen>
      <View className="body">
        <View className="large-title">就诊</View>
        <Segmented
          options={[
            ['all', '全部'],
            ['held', '待支付'],
            ['booked', '进行中'],
            ['completed', '已完成'],
          ]}
          value={status}
          choose={setStatus}
        />
        <SignedIn>
          <Loaded of={registrations} safe="您的挂号已保留">
            {rows =>
              rows.length === 0 ? (
                <Empty icon="calendar" title={nothing[status]}>
                  <Button compact onTap={() => go('/booking/departments/index')}>
                    去挂号
                  </Button>
                </Empty>
              ) : (
                <View className="stack">
                  {rows.map(row => (
                    <Tap
                      key={row.registrationId}
                      className="card stack tight tap registration"
                      onTap={() => go('/care/visit/index', { registrationId: row.registrationId })}
                    >
                      <View className="row between">
                        <View className="title clip grow">
                          {isolated(row.doctorName)} · {isolated(row.departmentName)}
                        </View>
                        <Tag tone={tones[row.status] ?? 'plain'}>{registrationWords[row.status]}</Tag>
                      </View>
                      <View className="row between small muted">
                        <View>
                          {isolated(row.visitPersonName)} · {begins(row.startsAt)} · {row.number} 号
                        </View>
                        <View className="number">{yuan(row.fee)}</View>
                      </View>
                      {row.refund !== 'none' && <View className="small accent">{refundWords[row.refund]}</View>}
                      {row.endReason && <View className="small faint">{row.endReason}</View>}
                    </Tap>
                  ))}
                  <More {...registrations} />
                </View>
              )
            }
          </Loaded>
        </SignedIn>
      </View>
    </Screen>
  );
}
