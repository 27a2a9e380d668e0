import { reachOf } from '@yunzhen/contracts/roles';
import { clinicSession } from '@yunzhen/contracts/schedule/clinic-session';
import { timelines } from '@yunzhen/contracts/timeline/timelines';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Detail } from '../../parts/detail.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { money } from '../../words/format.ts';
import { clinicSessionStates } from '../../words/states.ts';
import type { Session } from './row.ts';
import { useSession } from './use-session.ts';

/** One session; operators suspend it here. */
export const SessionDetail = ({ id }: { id: string }) => {
  const asked = useSession(id);
  const { role } = useCurrentUser().holder;
  return (
    <Detail
      to={asked}
      facts={row => [
        ['状态', <StateTag key="state" of={clinicSessionStates} is={row.status} />],
        ['医生', row.doctorName],
        ['科室', row.departmentName],
        ['开始', <Moment key="starts" at={row.startsAt} />],
        ['结束', <Moment key="ends" at={row.endsAt} />],
        ['挂号费', money(row.fee)],
        ['号源', `已占用 ${row.taken}，共 ${row.capacity}`],
        ['停诊原因', row.suspendReason],
      ]}
    >
      {row => (
        <>
          {row.status === 'published' && reachOf(clinicSession.commands.suspend.access, role) && <Suspend of={row} />}
          <Timeline of={timelines.sessionTimeline} id={id} />
        </>
      )}
    </Detail>
  );
};

const Suspend = ({ of: { clinicSessionId, taken } }: { of: Session }) => (
  <ReasonForm
    of={clinicSession}
    command="suspend"
    id={clinicSessionId}
    word="停诊"
    extra="会告诉已挂号的患者。"
    question={
      taken > 0 ? `停诊后，${taken} 个已占用的号会取消并全额退款。停诊？` : '停诊后患者不能再挂这个班次。停诊？'
    }
  />
);
