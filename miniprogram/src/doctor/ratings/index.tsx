/** D4.4: what patients say of me. */
import { View } from '@tarojs/components';
import { ratingQueries } from '@yunzhen/contracts/rating/queries';
import { usePages } from '@/hooks/query';
import { Icon } from '@/ui/icon';
import { Empty, Loaded } from '@/ui/loaded';
import { More } from '@/ui/more';
import { Screen } from '@/ui/screen';
import { moment } from '@/words/format';

definePageConfig({ navigationBarTitleText: '我的评价' });

export default function Ratings() {
  const ratings = usePages(ratingQueries.ratings, {});
  return (
    <Screen>
      <View className="body">
        <Loaded of={ratings}>
          {rows =>
            rows.length === 0 ? (
              <Empty icon="star" title="患者的评价会在这里" />
            ) : (
              <>
                <View className="card flush">
                  {rows.map(({ ratingId, stars, comment, ratedAt, visitPersonName, hidden }) => (
                    <View key={ratingId} className="list-row stack tight">
                      <View className="row between small">
                        <View className="row number" style={{ gap: '4px' }}>
                          <Icon name="starred" className="accent" />
                          {stars} 分 · {visitPersonName ?? '匿名'}
                          {hidden && ' · 已隐藏'}
                        </View>
                        <View className="faint">{moment(ratedAt)}</View>
                      </View>
                      {comment && <View className="small">{comment}</View>}
                    </View>
                  ))}
                </View>
                <More {...ratings} />
              </>
            )
          }
        </Loaded>
      </View>
    </Screen>
  );
}
