import { caseQueries } from '@yunzhen/contracts/case/queries';
import { timelines } from '@yunzhen/contracts/timeline/timelines';
import { useQuery } from '../../api/use-query.ts';
import { Detail } from '../../parts/detail.tsx';
import { Moment } from '../../parts/moment.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { callWords, caseReasonWords, caseStates, systemWords } from '../../words/states.ts';
import { Assignee } from './assignee.tsx';
import { DecideCase } from './decide-case.tsx';
import { Exchange } from './exchange.tsx';

/** One stuck work: why, what was asked and answered, and what is done about it. */
export const CaseDetail = ({ id }: { id: string }) => {
  const asked = useQuery(caseQueries.case, { caseId: id });
  return (
    <Detail
      to={asked}
      facts={row => [
        ['状态', <StateTag key="status" of={caseStates} is={row.status} />],
        ['系统', systemWords[row.system] ?? row.system],
        ['事项', callWords[row.call] ?? row.call],
        ['编号', row.key],
        ['原因', caseReasonWords[row.reason]],
        ['错误代码', row.code],
        ['起始', <Moment key="since" at={row.since} />],
        ['转为待处理', <Moment key="opened" at={row.openedAt} />],
        ['已尝试', `${row.attempts} 次`],
        ['已重发', `${row.round} 次`],
        ['认领人', <Assignee key="assignee" of={row} />],
        ['关闭原因', row.closedFor],
        ['办结', row.endedAt && <Moment key="ended" at={row.endedAt} />],
      ]}
    >
      {row => (
        <>
          <DecideCase of={row} />
          <Timeline of={timelines.caseTimeline} id={id} />
          {row.exchanges.map(one => (
            <Exchange key={one.exchangeId} of={one} />
          ))}
        </>
      )}
    </Detail>
  );
};
