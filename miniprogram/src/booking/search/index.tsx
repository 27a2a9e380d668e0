/** P1: doctors by name, pinyin or speciality, and departments by name or by what people say they have. */
import { Input, View } from '@tarojs/components';
import { leadsTo } from '@yunzhen/contracts/catalogue/lay-words';
import { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import { practitionerQueries } from '@yunzhen/contracts/practitioner/queries';
import { useState } from 'react';
import { usePages, useQuery } from '@/hooks/query';
import { useRested } from '@/hooks/rested';
import { go } from '@/services/go';
import { Button } from '@/ui/button';
import { DoctorCard } from '@/ui/doctor-card';
import { Empty, Loaded } from '@/ui/loaded';
import { More } from '@/ui/more';
import { Screen } from '@/ui/screen';
import { Tap } from '@/ui/tap';

const asking = { data: undefined, error: null, isFetching: true };

definePageConfig({ navigationBarTitleText: '搜索' });

export default function Search() {
  const [typed, setTyped] = useState('');
  const q = useRested(typed.trim());
  const departments = useQuery(catalogueQueries.departments, {});
  const doctors = usePages(practitionerQueries.doctors, { q }, { when: q !== '' });
  const found = q === '' ? [] : (departments.data ?? []).filter(department => leadsTo(q, department));
  return (
    <Screen>
      <View className="body">
        <Input
          id="q"
          className="field-box"
          focus
          confirmType="search"
          maxlength={40}
          placeholder="医生姓名、首字母、疾病或科室"
          value={typed}
          onInput={e => setTyped(e.detail.value)}
        />
        {found.length > 0 && (
          <View className="choice">
            {found.slice(0, 6).map(({ departmentId, name }) => (
              <Tap key={departmentId} className="chip" onTap={() => go('/booking/find/index', { departmentId })}>
                {name}
              </Tap>
            ))}
          </View>
        )}
        {q === '' ? (
          <Empty icon="search" title="可以搜“头疼”“高血压”“儿科”，或医生姓名、拼音首字母，如 lqh" />
        ) : (
          // Those of what stood there before must not be tapped.
          <Loaded of={q === typed.trim() ? doctors : asking}>
            {rows =>
              rows.length === 0 && found.length === 0 ? (
                <Empty icon="search" title={`没有找到“${q}”，换个说法试试，或按科室找`}>
                  <Button compact onTap={() => go('/booking/departments/index')}>
                    按科室找
                  </Button>
                </Empty>
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
        )}
      </View>
    </Screen>
  );
}
