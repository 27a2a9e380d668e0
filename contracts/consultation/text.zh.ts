import type { Text } from '../words.ts';
import type { consultation } from './consultation.ts';
import type { ConsultationStatus } from './states.ts';

export const consultationText = {
  name: '问诊',
  states: {
    waiting: { word: '候诊中', tone: 'waits' },
    'in-progress': { word: '问诊中', tone: 'runs' },
    completed: { word: '已完成', tone: 'well' },
    rejected: { word: '已退诊', tone: 'over' },
    /** By the patient, or by the hospital that suspended the session. */
    withdrawn: { word: '接诊前取消', tone: 'over' },
    cancelled: { word: '医生取消', tone: 'wrong' },
    terminated: { word: '转线下', tone: 'over' },
  },
  refusals: {
    'unknown-consultation': '没有找到这次问诊',
    'not-waiting': { all: '患者已不在候诊，可能已取消', staff: '医生已接诊，不能再取消' },
    'record-not-published': {
      all: '请先发布病历再完成问诊；不适合线上诊疗的，请终止或取消',
      staff: '病历还没有发布，不能完成问诊',
    },
    'not-in-progress': '问诊不在进行中',
    'already-accepted': {
      all: '已经接诊，不能再退诊',
      patient: '医生已接诊，不能再取消',
      staff: '医生已接诊，不能再取消',
    },
    'already-over': '这次问诊已经结束',
  },
  choices: {},
  fields: { eligible: { label: '符合复诊条件' }, reason: { label: '原因' } },
} as const satisfies Text<typeof consultation, ConsultationStatus>;
