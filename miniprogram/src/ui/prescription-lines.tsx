import { View } from '@tarojs/components';
import type { PrescriptionLine } from '@yunzhen/contracts/prescription/line';
import { usageWords } from '@yunzhen/contracts/prescription/usage.zh';
import { isolated } from '@yunzhen/contracts/text';
import { lineAmount, unitPriceText } from '@yunzhen/contracts/unit-price';
import { yuan } from '@/words/format';

/** The drugs of a prescription with how they are taken and what they cost. */
export const PrescriptionLines = ({
  lines,
  total,
}: {
  readonly lines: readonly PrescriptionLine[];
  readonly total: number;
}) => (
  <View className="stack">
    {lines.map(({ drugId, name, specification, days, quantity, unit, unitPrice, ...usage }) => (
      <View key={drugId} className="stack tight">
        <View className="row top between">
          <View className="bold grow">{name}</View>
          <View className="number">
            {quantity}
            {unit}
          </View>
        </View>
        <View className="small muted">
          {isolated(specification)} · {usageWords(usage)}，{days} 天
        </View>
        <View className="small number faint">
          {unitPriceText(unitPrice)} × {quantity} = {yuan(lineAmount({ unitPrice, quantity }))}
        </View>
      </View>
    ))}
    <View className="line" />
    <View className="row between">
      <View className="bold">合计</View>
      <View className="title number">{yuan(total)}</View>
    </View>
  </View>
);
