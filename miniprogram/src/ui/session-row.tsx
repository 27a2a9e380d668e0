/** One session of a doctor that can be booked, or says why not. */
import { View } from '@tarojs/components';
import type { clinicSessionRow } from '@yunzhen/contracts/schedule/row';
import type { z } from 'zod';
import { go } from '@/services/go';
import { hours, yuan } from '@/words/format';
import { Tap } from './tap';

type Session = z.infer<typeof clinicSessionRow> & { doctorName: string | null; departmentName: string | null };

export const ClinicSessionRow = ({
  session,
  named = false,
}: {
  readonly session: Session;
  readonly named?: boolean;
}) => {
  const { clinicSessionId, startsAt, endsAt, remaining, fee, doctorName, departmentName, doctorId } = session;
  const full = remaining === 0;
  return (
    <View className="list-row row session">
      <Tap className="grow stack tight" onTap={() => named && go('/booking/doctor/index', { doctorId })}>
        {named && (
          <View className="bold">
            {doctorName} <View className="inline small muted">{departmentName}</View>
          </View>
        )}
        <View className={`number ${named ? 'small muted' : 'bold'}`}>{hours(startsAt, endsAt)}</View>
        <View className="small number">
          <View key={remaining} className={`inline lit ${full ? 'faint' : 'primary'}`}>
            {full ? '已约满' : `余 ${remaining} 个号`}
          </View>
          <View className="inline muted"> · {yuan(fee)}</View>
        </View>
      </Tap>
      <Tap
        className={`button compact session-book ${full ? 'off' : ''}`}
        off={full}
        onTap={() => !full && go('/booking/book/index', { clinicSessionId })}
      >
        {full ? '约满' : '预约'}
      </Tap>
    </View>
  );
};
