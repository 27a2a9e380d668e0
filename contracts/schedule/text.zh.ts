import type { Text } from '../words.ts';
import type { clinicSession } from './clinic-session.ts';
import type { roster } from './roster.ts';
import type { ClinicSessionStatus } from './states.ts';

export const rosterText = {
  name: '排班',
  states: {},
  refusals: {},
  choices: {},
  fields: {},
} as const satisfies Text<typeof roster, never>;

export const clinicSessionText = {
  name: '班次',
  states: {
    published: { word: '出诊', tone: 'well' },
    lapsed: { word: '未发布', tone: 'over' },
    suspended: { word: '停诊', tone: 'wrong' },
  },
  refusals: {
    'unknown-clinic-session': { all: '没有找到这个号源，请重新选择', staff: '没有这个班次' },
    'clinic-session-lapsed': '发布中断太久，这段时间已排给另一个班次；请关闭后重新填写',
    'clinic-session-suspended': { all: '医生已停诊，请选择其他时间。没有产生费用', staff: '这个班次已停诊' },
    'sold-out': { all: '号源刚刚被约满，请选择其他时间。您填写的病情已保留', staff: '号源已满' },
    'already-booked': {
      all: '这位就诊人已挂过这次出诊的号，可在「就诊」中查看',
      staff: '这位就诊人已挂过这个班次的号',
    },
    'number-not-held': { all: '号源已释放，请重新挂号', staff: '这个号没有被占用' },
    'clinic-session-times-wrong': '结束时间要晚于开始时间，不能已经过去；一个班次最长一天，最多提前 90 天发布',
  },
  choices: {},
  fields: {
    doctorId: { label: '医生' },
    startsAt: { label: '开始时间' },
    endsAt: { label: '结束时间' },
    fee: { label: '挂号费', unit: 'yuan' },
    capacity: { label: '号数', unit: '号' },
    reason: { label: '停诊原因' },
  },
  refusedAt: { 'unknown-doctor': 'doctorId', 'clinic-session-times-wrong': 'endsAt', 'doctor-busy': 'startsAt' },
} as const satisfies Text<typeof clinicSession, ClinicSessionStatus>;
