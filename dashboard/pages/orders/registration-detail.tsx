import { timelines } from '@yunzhen/contracts/timeline/timelines';
import { Link } from 'react-router';
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { Detail } from '../../parts/detail.tsx';
import { Moment } from '../../parts/moment.tsx';
import styles from '../../parts/parts.module.css';
import { PaymentsOf } from '../../parts/payments-of.tsx';
import { personWords } from '../../parts/person.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { money } from '../../words/format.ts';
import {
  complaintFormWords,
  enders,
  prescriptionStates,
  refundStates,
  registrationStates,
} from '../../words/states.ts';
import { CancelRegistration } from './cancel-registration.tsx';
import { useRegistration } from './use-registration.ts';
import { useVisitPrescriptions } from './use-visit-prescriptions.ts';

/** One order with what was paid for it and what was prescribed. */
export const RegistrationDetail = ({ id }: { id: string }) => {
  const asked = useRegistration(id);
  return (
    <Detail
      to={asked}
      facts={row => [
        ['状态', <StateTag key="state" of={registrationStates} is={row.status} />],
        ['就诊人', personWords(row)],
        ['医生', row.doctorName],
        ['科室', row.departmentName],
        ['班次', <Moment key="starts" at={row.startsAt} />],
        ['号', row.number],
        ['挂号费', money(row.fee)],
        ['退款', refundStates[row.refund]],
        ['下单', <Moment key="held" at={row.heldAt} />],
        ['支付截止', row.payableUntil && <Moment key="until" at={row.payableUntil} />],
        ['主诉表单', complaintFormWords[row.chiefComplaintForm]],
        ['HIS 单号', row.hisNumber],
        ['取消方', row.endedBy && enders[row.endedBy]],
        ['取消原因', row.endReason],
        ['单号', row.registrationId],
      ]}
    >
      {row => (
        <>
          <PaymentsOf subjectId={id} />
          <Prescriptions id={id} />
          <CancelRegistration of={row} />
          <Timeline of={timelines.registrationTimeline} id={id} />
        </>
      )}
    </Detail>
  );
};

const Prescriptions = ({ id }: { id: string }) => {
  const asked = useVisitPrescriptions(id);
  return (
    <Card title="处方">
      <Answer to={asked} rows={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            '没有处方。'
          ) : (
            <ul className={styles.payments}>
              {rows.map(row => (
                <li key={row.prescriptionId}>
                  <StateTag of={prescriptionStates} is={row.status} />
                  <Link to={`/prescriptions?id=${row.prescriptionId}`}>
                    {row.lines.map(({ name }) => name).join('、')}
                  </Link>
                  {money(row.total)}
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Card>
  );
};
