import { View } from '@tarojs/components';
import { Tag } from '@/ui/tag';
import { Tap } from '@/ui/tap';
import { summary, warning } from './contents';
import type { Template } from './lists';

/** A template in a list: its name, whose it is, and what is in it. */
export const TemplateRow = ({
  row,
  mine,
  onTap,
}: {
  readonly row: Template;
  readonly mine: boolean;
  readonly onTap: () => void;
}) => {
  const warned = warning(row);
  return (
    <Tap className="list-row stack tight tap template" onTap={onTap}>
      <View className="row between">
        <View className="bold grow">{row.name}</View>
        {mine ? (
          row.sharing === 'department' && <Tag tone="primary">科室可用</Tag>
        ) : (
          <View className="small muted">{row.doctorName}</View>
        )}
      </View>
      {row.diagnoses.length > 0 && (
        <View className="small muted clip">{row.diagnoses.map(({ name }) => name).join('、')}</View>
      )}
      <View className="small muted clip-2">{summary(row)}</View>
      {warned && <View className="small danger">{warned}</View>}
    </Tap>
  );
};
