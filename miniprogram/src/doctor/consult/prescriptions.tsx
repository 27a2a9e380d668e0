import { ScrollView, View } from '@tarojs/components';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { useQuery } from '@/hooks/query';
import { go } from '@/services/go';
import { Button } from '@/ui/button';
import { Empty, Loaded } from '@/ui/loaded';
import { PrescriptionCard } from '../parts/prescription-card';

/** The prescriptions of one consultation, and a new one. */
export const PrescriptionsPane = ({
  consultationId,
  running,
}: {
  readonly consultationId: string;
  readonly running: boolean;
}) => {
  const prescriptions = useQuery(prescriptionQueries.prescriptions, { consultationId });
  return (
    <ScrollView scrollY className="pane">
      <View className="body">
        <Loaded of={prescriptions}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty icon="pill" title="这次问诊还没有处方。先保存病历，再开处方" />
            ) : (
              <View className="stack">
                {rows.map(row => (
                  <PrescriptionCard key={row.prescriptionId} row={row} named={false} />
                ))}
              </View>
            )
          }
        </Loaded>
        <Button
          id="prescribe"
          why={running ? null : '问诊不在进行中，不能开方'}
          onTap={() => go('/doctor/prescribe/index', { consultationId })}
        >
          开处方
        </Button>
      </View>
    </ScrollView>
  );
};
