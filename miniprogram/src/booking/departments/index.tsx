/** P6.2: all departments, each leading to its doctors. */
import { View } from '@tarojs/components';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { useQuery } from '@/hooks/query';
import { go } from '@/services/go';
import { Icon } from '@/ui/icon';
import { Empty, Loaded } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { Tap } from '@/ui/tap';

definePageConfig({ navigationBarTitleText: '选择科室' });

export default function Departments() {
  const departments = useQuery(catalogueQueries.departments, {});
  return (
    <Screen>
      <View className="body">
        <Loaded of={departments}>
          {rows =>
            rows.length === 0 ? (
              <Empty icon="doctor" title="还没有开放的科室" />
            ) : (
              <View className="card flush">
                {rows.map(({ departmentId, name, introduction }) => (
                  <Tap
                    key={departmentId}
                    className="list-row row tap department"
                    onTap={() => go('/booking/find/index', { departmentId })}
                  >
                    <View className="grow">
                      <View className="bold">{name}</View>
                      <View className="small muted clip">{introduction}</View>
                    </View>
                    <Icon name="next" className="faint" />
                  </Tap>
                ))}
              </View>
            )
          }
        </Loaded>
      </View>
    </Screen>
  );
}
