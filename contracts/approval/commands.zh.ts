/** Commands that a second person approves, in words. A test holds them against the contracts. */
export const approvedWords: Readonly<Record<string, string>> = {
  'account/invite': '新增账号',
  'account/reset': '重新邀请',
  'privacy/decide': '个人信息申请的处理',
  'difference/resolve': '处理差异',
  'difference/resolve-large': '处理大额差异',
  'reconciliation/reopen': '反结账',
  'period/close': '月结',
  'period/reopen': '反月结',
  'payment/redirect-refund': '改变退款去向',
};
