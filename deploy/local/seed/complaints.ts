/** What a few patients complain about, and what operations answer. */
import type { Complaint } from '@yunzhen/people/complaint';

/** Kind, what the patient writes, what was found, what is answered. */
const complaint = (
  kind: Complaint['filed']['kind'],
  text: string,
  outcome: NonNullable<Complaint['answer']>['outcome'],
  answer: string,
): Complaint => ({ filed: { kind, text }, answer: { outcome, text: answer } });

export const complaints: readonly Complaint[] = [
  complaint(
    'waiting',
    '约的是上午，等了一个多小时医生才接诊，中间没有人说明。',
    'resolved',
    '当日医生抢救病人，已致歉；今后候诊超过 30 分钟会主动通知您。',
  ),
  complaint(
    'attitude',
    '医生回复很简短，我问的用药时间没有回答就结束了。',
    'resolved',
    '已与医生沟通，医生已补充说明用药时间，并就态度向您致歉。',
  ),
  complaint(
    'fees',
    '处方里的药比线下药店贵，希望解释。',
    'rejected',
    '药品按集中采购价执行，经核对收费无误，明细已附在处方中。',
  ),
  complaint('drugs', '取药时药房让我等了四十分钟。', 'resolved', '当日药房人手不足，已调整排班，感谢您的意见。'),
];
