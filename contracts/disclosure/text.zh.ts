import type { Text } from '../words.ts';
import type { disclosure, disclosureKinds, disclosureReasons } from './disclosure.ts';

export const disclosureText = {
  name: '查阅',
  states: {},
  refusals: { 'disclosure-taken': '这次查阅已用于别的内容，请重新查阅' },
  choices: {
    kind: { person: '患者', exchange: '往来内容' },
    reason: {
      asked: '患者来电或到院询问',
      complained: '核查投诉',
      order: '处理订单或退款',
      case: '处理对接异常',
      inspection: '检查或监管要求',
    },
  },
  fields: {
    kind: { label: '查阅内容' },
    subjectId: { label: '查阅对象' },
    patientId: { label: '患者' },
    reason: { label: '查阅原因' },
  },
} as const satisfies Text<
  typeof disclosure,
  never,
  { kind: (typeof disclosureKinds)[number]; reason: (typeof disclosureReasons)[number] }
>;
