import type { Text } from '../words.ts';
import type { dispensing } from './dispensing.ts';
import type { DispensingStatus } from './states.ts';

export const dispensingText = {
  name: '发药',
  states: {
    ready: { word: '待取药', tone: 'waits' },
    dispensed: { word: { all: '已取药', staff: '已发药' }, tone: 'well' },
    cancelled: { word: '已取消', tone: 'over' },
  },
  refusals: {
    'not-ready': '这张处方还不能发药：尚未支付，或 HIS 尚未确认',
    'wrong-code': '取药码不正确，没有发药。请核对后重新扫码或输入',
    'already-dispensed': { all: '药品已经领取', staff: '这张处方已经发过药，不能再次发药' },
    'dispensing-cancelled': '这张处方已被取消，不能发药',
  },
  choices: {},
  fields: { pickUpCode: { label: '取药码' } },
} as const satisfies Text<typeof dispensing, DispensingStatus>;
