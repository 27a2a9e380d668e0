/** 处方: prescriptions of the whole hospital, or the own ones of a doctor. */

import type { AskPage } from '@yunzhen/client/query-hooks';
import { type PrescriptionShown, prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { answers } from '../../api/query-client.ts';
import { type Listing, optionsOf } from '../../parts/listing/column.ts';
import { Moment } from '../../parts/moment.tsx';
import { personWords } from '../../parts/person.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { fullTime, shortId } from '../../words/format.ts';
import { prescriptionStates } from '../../words/states.ts';
import { PrescriptionDetail } from './prescription-detail.tsx';

const at = (instant: string | null) => instant && fullTime(instant);

/** What pharmacists have still to decide on: those that one of them is at, which are few, before those that wait. */
const reviewing: AskPage<PrescriptionShown> = async ({ status, ...params }) => {
  const one = (state: unknown, more: object = params) =>
    answers.ask(prescriptionQueries.prescriptions, { ...more, ...(state !== undefined && { status: state }) } as never);
  if (status !== 'reviewing') return one(status);
  const [claimed, waiting] = await Promise.all([
    params.cursor === undefined ? one('claimed', { ...params, limit: 100 }) : { rows: [] },
    one('submitted'),
  ]);
  return { rows: [...claimed.rows, ...waiting.rows], next: waiting.next };
};

export const prescriptions: Listing<PrescriptionShown> = {
  name: '处方',
  query: prescriptionQueries.prescriptions,
  ask: reviewing,
  idOf: ({ prescriptionId }) => prescriptionId,
  columns: [
    { key: 'id', title: '处方号', value: row => row.prescriptionId, show: row => shortId(row.prescriptionId) },
    {
      key: 'status',
      title: '状态',
      value: row => prescriptionStates[row.status].word,
      show: row => <StateTag of={prescriptionStates} is={row.status} />,
    },
    { key: 'person', title: '就诊人', value: personWords },
    { key: 'diagnoses', title: '诊断', value: row => row.diagnoses.map(({ name }) => name).join('、') },
    { key: 'lines', title: '药品', value: row => row.lines.map(({ name }) => name).join('、') },
    { key: 'total', title: '金额', value: row => row.total, money: true },
    { key: 'doctor', title: '医生', value: row => row.doctorName },
    { key: 'department', title: '科室', value: row => row.departmentName },
    { key: 'pharmacist', title: '审核药师', value: row => row.pharmacistName },
    {
      key: 'submitted',
      title: '提交',
      value: row => at(row.submittedAt),
      show: row => <Moment at={row.submittedAt} />,
    },
    {
      key: 'published',
      title: '发布',
      value: row => at(row.publishedAt),
      show: row => <Moment at={row.publishedAt} />,
      extra: true,
    },
    { key: 'paid', title: '支付', value: row => at(row.paidAt), show: row => <Moment at={row.paidAt} />, extra: true },
    {
      key: 'dispensed',
      title: '发药',
      value: row => at(row.dispensedAt),
      show: row => <Moment at={row.dispensedAt} />,
      extra: true,
    },
    {
      key: 'valid',
      title: '有效期至',
      value: row => at(row.validUntil),
      show: row => <Moment at={row.validUntil} />,
      extra: true,
    },
    { key: 'version', title: '版本', value: row => row.version, numeric: true, extra: true },
  ],
  filters: [
    {
      name: 'status',
      label: '状态',
      options: [{ value: 'reviewing', label: '待审方和审方中' }, ...optionsOf(prescriptionStates)],
    },
    {
      name: 'payment',
      label: '支付',
      options: [
        { value: 'payable', label: '可支付' },
        { value: 'paid', label: '已支付' },
        { value: 'over', label: '不能再支付' },
      ],
    },
  ],
  empty: ['没有符合条件的处方', '换一个日期、科室或状态看看。医生提交后会自动出现在这里。'],
  detail: { title: '处方详情', Content: PrescriptionDetail },
};
