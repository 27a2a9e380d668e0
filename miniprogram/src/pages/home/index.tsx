/** 首页: the running visit first, then finding a doctor, then everything else. */
import { View } from '@tarojs/components';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { practitionerQueries } from '@yunzhen/contracts/practitioner/queries';
import { useBadge } from '@/hooks/badge';
import { useQuery } from '@/hooks/query';
import { useHome } from '@/hooks/role';
import { go } from '@/services/go';
import { setLarge, useLarge } from '@/services/large';
import { Button } from '@/ui/button';
import { DoctorCard } from '@/ui/doctor-card';
import { Icon, type IconName } from '@/ui/icon';
import { Empty, Loaded } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { Tap } from '@/ui/tap';
import { Running } from './running';
import { Waits } from './waits';
import './index.css';

interface Entry {
  readonly icon: IconName;
  readonly words: string;
  readonly to: string;
  /** Also in 长辈模式. */
  readonly essential?: boolean;
}
const entries: readonly Entry[] = [
  { icon: 'doctor', words: '按科室找', to: '/booking/departments/index', essential: true },
  { icon: 'calendar', words: '按日期约', to: '/booking/find/index', essential: true },
  { icon: 'record', words: '我的挂号', to: '/pages/visits/index', essential: true },
  { icon: 'pill', words: '处方缴费', to: '/care/prescriptions/index', essential: true },
  { icon: 'heart', words: '我的医生', to: '/booking/my-doctors/index' },
  { icon: 'people', words: '就诊人', to: '/booking/persons/index' },
  { icon: 'shield', words: '病历', to: '/care/records/index' },
  { icon: 'pay', words: '缴费记录', to: '/care/payments/index' },
];

const Home = () => {
  useHome('patient');
  useBadge();
  const large = useLarge();
  const departments = useQuery(catalogueQueries.departments, {});
  const doctors = useQuery(practitionerQueries.doctors, { limit: large ? 3 : 5 });
  const popular = (departments.data ?? []).slice().sort((a, b) => b.completed - a.completed);
  return (
    <Screen>
      <View className="home-top">
        <View className="row between">
          <View>
            <View className="large-title">云诊互联网医院</View>
            <View className="small">复诊开药，在家就能看医生</View>
          </View>
          <Tap className="home-large row tap" onTap={() => setLarge(!large)}>
            <Icon name="elder" />
            {large ? '标准模式' : '长辈模式'}
          </Tap>
        </View>
        <Tap id="search" className="home-search row tap" onTap={() => go('/booking/search/index')}>
          <Icon name="search" />
          搜医生、疾病或科室
        </Tap>
      </View>
      <View className="body home-body">
        <Running />
        <Waits />
        <View className="card home-entries">
          {entries
            .filter(entry => !large || entry.essential)
            .map(({ icon, words, to }) => (
              <Tap key={to} className="home-entry tap" onTap={() => go(to)}>
                <View className="home-entry-icon">
                  <Icon name={icon} />
                </View>
                <View className="small">{words}</View>
              </Tap>
            ))}
        </View>
        {!large && (
          <>
            <View className="heading">
              <View className="title">热门科室</View>
              <Button kind="text" compact onTap={() => go('/booking/departments/index')}>
                查看全部
              </Button>
            </View>
            <Loaded of={departments} bones={<View className="bone" style={{ height: '3em' }} />}>
              {() => (
                <View className="home-departments">
                  {popular.slice(0, 6).map(({ departmentId, name }) => (
                    <Tap key={departmentId} className="chip" onTap={() => go('/booking/find/index', { departmentId })}>
                      {name}
                    </Tap>
                  ))}
                </View>
              )}
            </Loaded>
          </>
        )}
        <View className="heading">
          <View className="title">推荐医生</View>
        </View>
        <Loaded of={doctors}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty icon="doctor" title="医生还没有开放号源，请稍后再来" />
            ) : (
              <View className="stack">
                {rows.map(doctor => (
                  <DoctorCard key={doctor.practitionerId} doctor={doctor} />
                ))}
              </View>
            )
          }
        </Loaded>
      </View>
    </Screen>
  );
};

definePageConfig({ navigationBarTitleText: '云诊互联网医院' });

export default Home;
