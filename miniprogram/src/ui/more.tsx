import { View } from '@tarojs/components';
import { Button } from './button';

/** The next page of a list, or its end. */
export const More = ({
  more,
  loadingMore,
  data,
}: {
  readonly more: (() => void) | undefined;
  readonly loadingMore: boolean;
  readonly data: readonly unknown[] | undefined;
}) =>
  more ? (
    <Button kind="text" busy={loadingMore} onTap={more}>
      查看更多
    </Button>
  ) : (data?.length ?? 0) > 8 ? (
    <View className="centre small faint">没有更多了</View>
  ) : null;
