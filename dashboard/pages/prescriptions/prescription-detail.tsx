import { isolated } from '@yunzhen/contracts/text';
import { timelines } from '@yunzhen/contracts/timeline/timelines';
import { Card } from '../../parts/card.tsx';
import { Detail } from '../../parts/detail.tsx';
import { Diagnoses } from '../../parts/diagnoses.tsx';
import { Moment } from '../../parts/moment.tsx';
import { PaymentsOf } from '../../parts/payments-of.tsx';
import { personWords } from '../../parts/person.tsx';
import { PrescriptionLines } from '../../parts/prescription-lines.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { usePrescription } from '../../parts/use-prescription.ts';
import { enders, prescriptionStates } from '../../words/states.ts';
import { CancelPrescription } from './cancel-prescription.tsx';
import { RecallPrescription } from './recall-prescription.tsx';

/** One prescription from writing to pick-up. */
export const PrescriptionDetail = ({ id }: { id: string }) => {
  const asked = usePrescription(id);
  return (
    <Detail
      to={asked}
      rows={10}
      facts={row => [
        ['状态', <StateTag key="state" of={prescriptionStates} is={row.status} />],
        ['就诊人', personWords(row)],
        ['医生', row.doctorName],
        ['科室', row.departmentName],
        ['提交', <Moment key="submitted" at={row.submittedAt} />],
        ['版本', row.version],
        ['发布', row.publishedAt && <Moment key="published" at={row.publishedAt} />],
        ['支付', row.paidAt && <Moment key="paid" at={row.paidAt} />],
        ['发药', row.dispensedAt && <Moment key="dispensed" at={row.dispensedAt} />],
        ['有效期至', <Moment key="valid" at={row.validUntil} />],
        ['长处方理由', row.longSupplyReason],
        ['HIS 拒绝原因', row.rejectReason],
        ['取消方', row.cancelledBy && enders[row.cancelledBy]],
        ['取消原因', row.cancelReason],
        ['内容摘要', row.contentHash],
        ['处方号', row.prescriptionId],
      ]}
    >
      {row => (
        <>
          <Card title="诊断">
            <Diagnoses of={row.diagnoses} />
          </Card>
          <Card title="药品">
            <PrescriptionLines lines={row.lines} total={row.total} />
          </Card>
          <Card title="审核">
            {row.reviews.length === 0 ? (
              '还没有审核。'
            ) : (
              <ul>
                {row.reviews.map(({ version, passed, reason, at }) => (
                  <li key={`${version} ${at}`}>
                    第 {version} 版 · <Moment at={at} /> · {passed ? '通过' : `未通过：${isolated(reason)}`}
                  </li>
                ))}
              </ul>
            )}
          </Card>
          <PaymentsOf subjectId={id} />
          <RecallPrescription of={row} />
          <CancelPrescription of={row} />
          <Timeline of={timelines.prescriptionTimeline} id={id} />
        </>
      )}
    </Detail>
  );
};
