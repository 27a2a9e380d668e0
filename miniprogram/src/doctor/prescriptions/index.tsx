/** D3.12, D4.2: my prescriptions by what is to be done with them. */
import { View } from '@tarojs/components';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { useState } from 'react';
import { usePages } from '@/hooks/query';
import { useHome } from '@/hooks/role';
import { Empty, Loaded } from '@/ui/loaded';
import { More } from '@/ui/more';
import { Screen } from '@/ui/screen';
import { Segmented } from '@/ui/segmented';
import { DoctorBar } from '../parts/bar';
import { PrescriptionCard } from '../parts/prescription-card';

const nothing = {
  all: '开过的处方会在这里',
  submitted: '没有等待审方的处方',
  passed: '没有等待发布的处方',
  failed: '没有审核未通过的处方',
};

definePageConfig({ navigationBarTitleText: '我的处方' });

export default function DoctorPrescriptions() {
  useHome('doctor');
  const [status, setStatus] = useState<keyof typeof nothing>('all');
  const prescriptions = usePages(prescriptionQueries.prescriptions, status === 'all' ? {} : { status });
  return (
    <Screen className="barred">
      <View className="body">
        <Segmented
          options={[
            ['all', '全部'],
            ['submitted', '待审'],
            ['passed', '待发布'],
            ['failed', '未通过'],
          ]}
          value={status}
          choose={setStatus}
        />
        <Loaded of={prescriptions}>
          {rows =>
            rows.length === 0 ? (
              <Empty icon="pill" title={nothing[status]} />
            ) : (
              <View className="stack">
                {rows.map(row => (
                  <PrescriptionCard key={row.prescriptionId} row={row} />
                ))}
                <More {...prescriptions} />
              </View>
            )
          }
        </Loaded>
      </View>
      <DoctorBar here="处方" />
    </Screen>
  );
}
