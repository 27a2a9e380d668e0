import type { StaffRole } from '../roles.ts';
import type { Text } from '../words.ts';
import type { account } from './account.ts';
import type { credential, credentialKinds } from './credential.ts';
import type { accountChanges } from './row.ts';
import type { AccountStatus } from './states.ts';

export const accountText = {
  name: '账号',
  states: {
    invited: { word: '待启用', tone: 'runs' },
    open: { word: '使用中', tone: 'well' },
    closed: { word: '已停用', tone: 'over' },
    erased: { word: '已注销', tone: 'over' },
  },
  refusals: {
    'unknown-account': '没有这个账号',
    'account-closed': { all: '账号已停用，请联系医院', staff: '这个账号已停用，请联系管理员' },
    'account-taken': '这个账号已有另一个角色',
    'account-exists': '这个人已经有账号；如需重新邀请，请用“重置”',
    'unknown-holder': '账号对应的人员不存在',
    'own-account': '不能对自己的账号这样做，请由另一位管理员办理',
    'needs-invitation': '需要重新邀请并核准，才能启用',
    'wechat-already-bound': '已绑定另一部手机，请先解绑',
  },
  choices: {
    role: {
      doctor: '医生',
      pharmacist: '药师',
      operator: '运营',
      manager: '管理',
      administrator: '系统管理员',
      security: '安全管理员',
      auditor: '审计员',
    },
    change: {
      opened: '开通',
      invited: '邀请',
      reset: '重新邀请',
      'password-set': '设置密码',
      'second-factor-set': '设置二次验证',
      'wechat-bound': '绑定微信',
      'wechat-unbound': '解绑微信',
      'signed-out': '退出全部登录',
      closed: '停用',
      reopened: '恢复',
      erased: '注销并删除',
    },
  },
  fields: {
    role: { label: '角色' },
    login: { label: '登录名', hint: '3 到 40 位小写字母、数字或 . _ -，以后不能改。' },
    name: { label: '姓名' },
    code: { label: '邀请码' },
    confirmation: { label: '核准人的邀请码' },
    until: { label: '已读至' },
  },
  refusedAt: { 'credential-taken': 'login' },
} as const satisfies Text<typeof account, AccountStatus, { role: StaffRole; change: (typeof accountChanges)[number] }>;

export const credentialText = {
  name: '登录方式',
  states: {},
  refusals: {},
  choices: { kind: { login: '登录名', wechat: '微信' } },
  fields: {},
} as const satisfies Text<typeof credential, never, { kind: (typeof credentialKinds)[number] }>;
