/** D3.1, D3.6: what the end of a consultation means for its prescriptions, said before the tap that ends it. */
import type { PrescriptionShown } from '@yunzhen/contracts/prescription/queries';
import { prescriptionWords } from '../../words/labels';

type Shown = Pick<PrescriptionShown, 'status'> & { readonly lines: readonly { readonly name: string }[] };

/** Not in the patient's hands and not over. */
const open: readonly PrescriptionShown['status'][] = ['submitted', 'claimed', 'failed', 'recalled', 'passed'];
/** What ends with a visit that is cancelled. */
const falling: readonly PrescriptionShown['status'][] = [...open, 'published', 'paid'];

/** What somebody still has to do about each, after the visit is completed. */
const nextStep: Partial<Record<PrescriptionShown['status'], string>> = {
  submitted: '审核通过后请发布',
  claimed: '审核通过后请发布',
  failed: '请修改后重新提交，否则患者得不到药',
  recalled: '请修改后重新提交，否则患者得不到药',
  passed: '请发布给患者',
};
const named = ({ lines, status }: Shown): string =>
  `${lines.map(({ name }) => name).join('、')}（${prescriptionWords[status]}）`;

export const stillOpen = (rows: readonly Shown[]): string =>
  rows
    .filter(({ status }) => open.includes(status))
    .map(row => `${named(row)}：${nextStep[row.status]}`)
    .join('\n');
export const fallsWithIt = (rows: readonly Shown[]): string => {
  const lost = rows.filter(({ status }) => falling.includes(status));
  if (lost.length === 0) return '';
  const paid = lost.some(({ status }) => status === 'paid') ? '，已付药费全额退回' : '';
  return `${lost.length} 张处方一并取消${paid}：${lost.map(named).join('；')}`;
};
