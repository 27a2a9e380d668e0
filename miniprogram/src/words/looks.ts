/** Who looked at one's data, at what and why: for the one page that says so. */
import { texts } from '@yunzhen/contracts/texts.zh';
import { wordsFor } from '@yunzhen/contracts/words';

/** Who looks, as a patient reads it. */
export const viewerWords = {
  patient: '患者',
  doctor: '医生',
  pharmacist: '药师',
  operator: '运营人员',
  manager: '管理人员',
  administrator: '系统管理员',
  security: '安全管理员',
  auditor: '审计人员',
} as const;
export const reasonWords = wordsFor('patient', texts.disclosure.choices.reason);
/** What a look was at. */
export const topicWords: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(texts).map(([capability, { name }]) => [capability, name])),
  patient: '就诊人信息',
};
