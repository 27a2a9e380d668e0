/** The audit trail in words, for auditors alone: phones need none of it. No zod. */
import type { AuditKind } from './row.ts';

export const auditKindWords: Readonly<Record<AuditKind, string>> = {
  look: '查看',
  export: '导出',
  'sign-in': '登录',
  change: '办理',
};
export const auditOutcomeWords = { done: '完成', refused: '被拒绝' } as const;

/** What one does at an endpoint, in words; those that only refuse are one. */
export const endpointWords: Readonly<Record<string, string>> = {
  'endpoint.signInByWechat': '微信登录',
  'endpoint.signInByPassword': '密码登录',
  'endpoint.acceptInvitation': '启用账号',
  'endpoint.beginSecondFactor': '设置二次验证',
  'endpoint.confirmSecondFactor': '启用二次验证',
  'endpoint.refresh': '续用登录',
  'endpoint.signOut': '退出登录',
  'endpoint.changePassword': '修改密码',
  'endpoint.bindWechat': '绑定微信',
  'endpoint.endSession': '结束一处登录',
  'endpoint.accountSessions': '登录设备',
  'endpoint.mySessions': '登录设备',
  'endpoint.picture': '图片',
  'endpoint.uploadPicture': '上传图片',
  'endpoint.uploadPhoto': '上传照片',
  'endpoint.uploadStatement': '上传账单',
  'endpoint.payParams': '支付参数',
  'endpoint.connectionToken': '实时消息',
  'endpoint.subscriptionToken': '实时消息',
  'endpoint.wechatPayNotification': '支付通知',
};
