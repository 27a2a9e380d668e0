/** D4.2: a prescription of mine and how far its review is. */

import { View } from '@tarojs/components';
import type { PrescriptionShown } from '@yunzhen/contracts/prescription/queries';
import { isolated } from '@yunzhen/contracts/text';
import { go } from '@/services/go';
import { Tag, type Tone } from '@/ui/tag';
import { Tap } from '@/ui/tap';
import { moment, yuan } from '@/words/format';
import { prescriptionWords } from '@/words/labels';

const tones: Partial<Record<PrescriptionShown['status'], Tone>> = {
  passed: 'success',
  failed: 'danger',
  recalled: 'accent',
  rejected: 'danger',
  cancelled: 'danger',
  submitted: 'primary',
  claimed: 'primary',
};

export const PrescriptionCard = ({
  row,
  named = true,
}: {
  readonly row: PrescriptionShown;
  readonly named?: boolean;
}) => {
  const failed = row.status === 'failed' ? row.reviews[row.reviews.length - 1]?.reason : null;
  return (
    <Tap
      className="card stack tight tap prescription"
      onTap={() => go('/doctor/prescription/index', { prescriptionId: row.prescriptionId })}
    >
      <View className="row between">
        <View className="bold clip grow">{row.lines.map(({ name }) => name).join('、')}</View>
        <Tag tone={tones[row.status] ?? 'plain'}>{prescriptionWords[row.status]}</Tag>
      </View>
      <View className="row between small muted">
        <View>
          {named && `${isolated(row.visitPersonName)} · `}
          {moment(row.submittedAt)} · 第 {row.version} 版
        </View>
        <View className="number">{yuan(row.total)}</View>
      </View>
      {failed && <View className="small danger">药师：{failed}</View>}
    </Tap>
  );
};
