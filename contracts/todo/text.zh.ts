/** What waits and what is done about it, in words. No zod: screens import it. */
import type { TodoName } from './todos.ts';

export const todoWords: Readonly<Record<TodoName, { readonly name: string; readonly next: string }>> = {
  patients: { name: '候诊患者', next: '在小程序里接诊或退诊' },
  unpublished: { name: '审核通过、待发布的处方', next: '在小程序里发布给患者' },
  reviews: { name: '待审处方', next: '领取并审核' },
  pickUps: { name: '待取药', next: '患者到药房时核对并发药' },
  approvals: { name: '待核准', next: '核准或退回' },
  cases: { name: '待处理', next: '重发，或说明原因后关闭' },
  complaints: { name: '投诉', next: '受理并答复' },
  privacy: { name: '个人信息申请', next: '核实后同意或拒绝' },
  differences: { name: '对账差异', next: '查明原因并处理' },
};
