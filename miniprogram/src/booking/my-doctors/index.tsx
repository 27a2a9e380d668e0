/** P2: doctors that I follow or that treated me. */
import { View } from '@tarojs/components';
import { patientQueries } from '@yunzhen/contracts/patient/queries';
import { useState } from 'react';
import { useQuery } from '@/hooks/query';
import { go } from '@/services/go';
import { Button } from '@/ui/button';
import { DoctorCard } from '@/ui/doctor-card';
import { Empty, Loaded } from '@/ui/loaded';
import { Screen } from '@/ui/screen';
import { Segmented } from '@/ui/segmented';
import { SignedIn } from '@/ui/signed-in';

definePageConfig({ navigationBarTitleText: '我的医生' });

export default function MyDoctors() {
  const [which, setWhich] = useState<'consulted' | 'followed'>('consulted');
  const doctors = useQuery(patientQueries.myDoctors, {});
  return (
    <Screen>
      <View className="body">
        <Segmented
          options={[
            ['consulted', '看过的'],
            ['followed', '关注的'],
          ]}
          value={which}
          choose={setWhich}
        />
        <SignedIn>
          <Loaded of={doctors}>
            {data =>
              data[which].length === 0 ? (
                <Empty icon="heart" title={which === 'followed' ? '关注的医生会出现在这里' : '看过的医生会出现在这里'}>
                  <Button compact onTap={() => go('/booking/departments/index')}>
                    去找医生
                  </Button>
                </Empty>
              ) : (
                <View className="stack">
                  {data[which].map(doctor => (
                    <DoctorCard key={doctor.practitionerId} doctor={doctor} />
                  ))}
                </View>
              )
            }
          </Loaded>
        </SignedIn>
      </View>
    </Screen>
  );
}
