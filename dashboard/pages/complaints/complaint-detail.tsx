import { type ComplaintShown, complaintQueries } from '@yunzhen/contracts/complaint/queries';
import { complaintsWaiting } from '@yunzhen/contracts/complaint/row';
import { timelines } from '@yunzhen/contracts/timeline/timelines';
import { Link } from 'react-router';
import { useQuery } from '../../api/use-query.ts';
import { Dated, Detail } from '../../parts/detail.tsx';
import { Due } from '../../parts/due.tsx';
import { Moment } from '../../parts/moment.tsx';
import styles from '../../parts/parts.module.css';
import { personWords } from '../../parts/person.tsx';
import { Picture } from '../../parts/picture.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import {
  complaintKindWords,
  complaintOutcomeWords,
  complaintStates,
  complaintSubjectWords,
} from '../../words/states.ts';
import { AnswerComplaint } from './answer-complaint.tsx';

/** One complaint: what it is about, what was written, and what operations do about it. */
export const ComplaintDetail = ({ id }: { id: string }) => {
  const asked = useQuery(complaintQueries.complaint, { complaintId: id });
  return (
    <Detail
      to={asked}
      facts={row => [
        ['状态', <StateTag key="state" of={complaintStates} is={row.status} />],
        ['内容', complaintKindWords[row.kind]],
        ['关于', <About key="about" of={row} />],
        ['就诊人', personWords(row)],
        ['医生', row.doctorName],
        ['科室', row.departmentName],
        ['提出', <Moment key="filed" at={row.filedAt} />],
        ['答复期限', <Due key="due" at={row.dueAt} of={row} waits={complaintsWaiting} />],
        ['办结', row.endedAt && <Moment key="ended" at={row.endedAt} />],
        ['结论', row.outcome && complaintOutcomeWords[row.outcome]],
        ['单号', row.complaintId],
      ]}
    >
      {row => (
        <>
          {row.letters.map(({ from, text, pictures, at }) => (
            <Dated key={at} title={from === 'patient' ? '患者' : '医院'} at={at}>
              <p className={styles.written}>{text ?? '内容已按要求删除。'}</p>
              {pictures.map(fileId => (
                <Picture key={fileId} fileId={fileId} />
              ))}
            </Dated>
          ))}
          <AnswerComplaint of={row} />
          <Timeline of={timelines.complaintTimeline} id={id} />
        </>
      )}
    </Detail>
  );
};

const About = ({ of: { subject, complaintId } }: { of: ComplaintShown }) => (
  <Link to={subject === 'consultation' ? `/orders?id=${complaintId}` : `/prescriptions?id=${complaintId}`}>
    {complaintSubjectWords[subject]}
  </Link>
);
