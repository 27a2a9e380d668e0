/** P6.2: a number, doctor first or date first. */
import { View } from '@tarojs/components';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { practitionerQueries } from '@yunzhen/contracts/practitioner/queries';
import { useState } from 'react';
import { useParams } from '@/hooks/page';
import { usePages, useQuery } from '@/hooks/query';
import { go } from '@/services/go';
import { DayStrip, useFirstFree } from '@/ui/day-strip';
import { DoctorCard } from '@/ui/doctor-card';
import { Icon } from '@/ui/icon';
import { Empty, Loaded } from '@/ui/loaded';
import { More } from '@/ui/more';
import { Screen } from '@/ui/screen';
import { Segmented } from '@/ui/segmented';
import { Sessions } from '@/ui/sessions';
import { Tap } from '@/ui/tap';

const ByDoctor = ({ of }: { readonly of: { readonly departmentId?: string } }) => {
  const doctors = usePages(practitionerQueries.doctors, of);
  return (
    <Loaded of={doctors}>
      {rows =>
        rows.length === 0 ? (
          <Empty icon="doctor" title="这个科室还没有医生出诊" />
        ) : (
          <View className="stack">
            {rows.map(doctor => (
              <DoctorCard key={doctor.practitionerId} doctor={doctor} />
            ))}
            <More {...doctors} />
          </View>
        )
      }
    </Loaded>
  );
};

const ByDate = ({ of }: { readonly of: { readonly departmentId?: string } }) => {
  const [chosen, setChosen] = useState<string | null>(null);
  const free = useFirstFree(of);
  const day = chosen ?? free;
  return (
    <>
      <DayStrip of={of} day={day} choose={setChosen} />
      <Sessions of={of} day={day} named />
    </>
  );
};

definePageConfig({ navigationBarTitleText: '预约挂号' });

export default function Find() {
  const { departmentId } = useParams<'departmentId'>();
  const [first, setFirst] = useState<'doctor' | 'date'>(departmentId ? 'doctor' : 'date');
  const departments = useQuery(catalogueQueries.departments, {});
  const department = departments.data?.find(one => one.departmentId === departmentId);
  const of = departmentId ? { departmentId } : {};
  return (
    <Screen>
      <View className="body">
        <Tap className="row between tap" onTap={() => go('/booking/departments/index')}>
          <View className="large-title">{department?.name ?? '全部科室'}</View>
          <View className="row small primary" style={{ gap: '2px' }}>
            换科室
            <Icon name="next" />
          </View>
        </Tap>
        {department && <View className="small muted">{department.introduction}</View>}
        <Segmented
          options={[
            ['doctor', '按医生'],
            ['date', '按日期'],
          ]}
          value={first}
          choose={setFirst}
        />
        {first === 'doctor' ? <ByDoctor of={of} /> : <ByDate of={of} />}
      </View>
    </Screen>
  );
}
