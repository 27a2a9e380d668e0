/** What is said before a command is decided, or in place of it: signing in, rights, input, and a system in trouble. */
import type { Said } from '../said.ts';

export const edge = {
  'wrong-credentials': '账号或密码不正确，请检查后重试',
  'sign-in-locked': '密码多次输错，暂时不能再试。请稍等几分钟；忘记密码请联系管理员',
  'second-factor-needed': '请输入验证器上的验证码',
  'wrong-second-factor': '验证码不正确或已用过，请等下一个',
  'second-factor-missing': '请先在电脑上登录管理台，设置二次验证',
  'second-factor-over': '已超时，请重新开始',
  'bad-code': '微信登录已过期，请重新登录',
  'not-bound': '这个微信还没有绑定医护账号，请先用账号密码登录',
  'risky-user': '微信提示账号有风险，暂时不能登录',
  'rate-limited': '操作太频繁，请稍等一会儿再试',
  'token-expired': '登录已过期，请重新登录',
  'token-invalid': { all: '请先登录', staff: '登录已失效，请重新登录' },
  'token-revoked': { all: '您已在别处退出，请重新登录', staff: '登录已失效，请重新登录' },
  forbidden: { all: '您没有查看或操作的权限', staff: '您的角色没有这项权限' },
  'not-found': { all: '没有找到，可能已被删除', staff: '没有找到，或者您无权查看' },
  conflict: {
    all: '很多人同时在办理，您填写的内容已保留，请再试一次',
    staff: '刚刚有其他人修改了它。请看过最新内容后再试',
  },
  'newer-event': '系统正在升级，您填写的内容已保留，请稍后重试',
  'invalid-input': '有内容填写不正确，请检查标出的项目',
  'key-reused': { all: '这次操作已经提交过，请刷新后查看', staff: '这次操作与上一次冲突，请重新操作' },
  'outcome-unknown': {
    all: '还没有收到结果。您填写的内容已保留，请重试，不会重复提交',
    staff: '系统还不确定是否完成。再按一次会得到同一个结果，不会重复执行',
  },
  'view-behind': '数据正在更新，请稍后重试',
  unavailable: {
    all: '系统正忙，您填写的内容已保留，请稍后重试',
    staff: '服务暂时不可用，请稍后重试。已填写的内容还在',
  },
  'subject-erased': '此人的个人信息已按要求删除',
  internal: {
    all: '系统出了点问题，我们已经记录。您的数据是安全的，请稍后重试',
    staff: '系统内部出错，已记录。已填写的内容还在',
  },
  'too-many-files': '今天上传的图片太多了，请明天再试',
  'too-many-requests': '操作太频繁，请稍等一会儿再试',
  'payload-too-large': '内容太大',
} as const satisfies Readonly<Record<string, Said>>;
