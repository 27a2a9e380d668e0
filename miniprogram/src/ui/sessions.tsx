/** The sessions of one day, of a doctor or a department, with numbers that change while one looks. */
import { View } from '@tarojs/components';
import { channels } from '@yunzhen/contracts/channels';
import { scheduleQueries } from '@yunzhen/contracts/schedule/queries';
import { useListen } from '@/hooks/listen';
import { useQuery } from '@/hooks/query';
import { Empty, Loaded } from './loaded';
import { ClinicSessionRow } from './session-row';

export const Sessions = ({
  of,
  day,
  named = false,
}: {
  readonly of: { readonly doctorId?: string; readonly departmentId?: string };
  readonly day: string;
  /** Says whose each session is. */
  readonly named?: boolean;
}) => {
  const sessions = useQuery(
    scheduleQueries.clinicSessions,
    { ...of, from: day, to: day, limit: 50 },
    { every: 15_000 },
  );
  useListen((sessions.data?.rows ?? []).slice(0, 20).map(({ clinicSessionId }) => channels.queue(clinicSessionId)));
  return (
    <Loaded of={sessions}>
      {({ rows }) =>
        rows.length === 0 ? (
          <Empty icon="calendar" title="这一天没有出诊，请看看其他日期" />
        ) : (
          <View className="card flush">
            {rows.map(session => (
              <ClinicSessionRow key={session.clinicSessionId} session={session} named={named} />
            ))}
          </View>
        )
      }
    </Loaded>
  );
};
