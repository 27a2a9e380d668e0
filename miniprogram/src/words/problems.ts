/** What went wrong, in words a patient understands, with what is safe. One place for every code the hospital knows. */
import { NoAnswer, Problem } from '@yunzhen/contracts/api/problem';

const words: Readonly<Record<string, string>> = {
  // Signing in
  'wrong-credentials': '账号或密码不正确，请检查后重试',
  'sign-in-locked': '密码多次输错，账号已临时锁定，请 15 分钟后再试',
  'bad-code': '微信登录已过期，请重新登录',
  'not-bound': '这个微信还没有绑定医护账号，请先用账号密码登录',
  'account-closed': '账号已停用，请联系医院',
  'risky-user': '微信提示账号有风险，暂时不能登录',
  'rate-limited': '操作太频繁，请稍等一会儿再试',
  'token-expired': '登录已过期，请重新登录',
  'token-invalid': '请先登录',
  'token-revoked': '您已在别处退出，请重新登录',
  // The edge
  forbidden: '您没有查看或操作的权限',
  'not-found': '没有找到，可能已被删除',
  'invalid-input': '有内容填写不正确，请检查标出的项目',
  'outcome-unknown': '还没有收到结果。您填写的内容已保留，请重试，不会重复提交',
  'view-behind': '数据正在更新，请稍后重试',
  conflict: '很多人同时在办理，您填写的内容已保留，请再试一次',
  'newer-event': '系统正在升级，您填写的内容已保留，请稍后重试',
  unavailable: '系统正忙，您填写的内容已保留，请稍后重试',
  'key-reused': '这次操作已经提交过，请刷新后查看',
  internal: '系统出了点问题，我们已经记录。您的数据是安全的，请稍后重试',
  // Visit persons and consent
  'unknown-patient': '没有找到您的账户，请重新登录',
  'visit-person-exists': '这位就诊人已经添加过了',
  'too-many-visit-persons': '最多可添加 8 位就诊人，请先移除不用的',
  'unknown-visit-person': '没有找到这位就诊人，请重新选择',
  'guardian-is-child': '监护人不能是孩子本人，请填写陪同家长的姓名',
  'paediatrics-required': '六岁以下儿童须由儿科医生接诊，请选择儿科',
  'clinic-off': '医生目前不接受网络门诊预约，请选择其他医生。没有产生费用',
  'guardian-required': '六岁以下儿童须填写监护人姓名',
  'consent-version-unknown': '知情同意书已更新，请重新阅读',
  'consent-required': '请先阅读并同意知情同意书',
  'unknown-doctor': '没有找到这位医生',
  // Numbers and registrations
  'unknown-session': '没有找到这个号源，请重新选择',
  'session-suspended': '医生已停诊，请选择其他时间。没有产生费用',
  'session-over': '这次出诊已经结束，请选择其他时间',
  'sold-out': '号源刚刚被约满，请选择其他时间。您填写的病情已保留',
  'already-booked': '这位就诊人在该时段已有预约，可在「就诊」中查看',
  'number-not-held': '号源已释放，请重新预约',
  'unknown-registration': '没有找到这个挂号',
  'registration-exists': '已经提交过了，可在「就诊」中查看',
  'hold-expired': '支付时间已过，号源已释放，请重新预约。没有产生费用',
  'being-confirmed': '正在与医院确认，请稍等片刻再试。您的款项是安全的',
  'not-cancellable': '医生已接诊或挂号已结束，不能自行取消',
  // Payments
  'unknown-payment': '没有找到这笔支付',
  'not-payable': '现在不能支付，可能已支付或已过期',
  'payment-closed': '这笔支付已关闭，请重新支付。没有扣款',
  'not-paid': '还没有支付',
  'unknown-subject': '没有找到这次就诊或处方',
  // Consultations
  'unknown-consultation': '没有找到这次问诊',
  'not-waiting': '患者已不在候诊，可能已取消',
  'not-in-progress': '问诊不在进行中',
  'already-accepted': '已经接诊，不能再退诊',
  'already-over': '这次问诊已经结束',
  'consultation-not-in-progress': '问诊不在进行中，不能书写',
  'consultation-not-completed': '问诊完成后才能评价',
  'unknown-conversation': '没有找到对话',
  'conversation-closed': '问诊已结束，不能再发送消息',
  'empty-message': '不能发送空消息',
  'unknown-file': '图片已过期，请重新添加',
  'too-many-files': '今天上传的图片太多了，请明天再试',
  // Records and prescriptions
  'unknown-record': '没有找到病历，请先保存',
  'record-published': '病历已发布，不能再修改',
  'record-required': '请先写好病历并保存，再开处方',
  'record-not-published': '请先发布病历再完成问诊；不适合线上诊疗的，请终止或取消',
  'visit-cancelled': '这次问诊已取消或终止，其中的病历和处方不能再继续',
  'prescription-expired': '处方已过有效期',
  'prescription-cancelled': '处方已取消',
  'unknown-diagnosis': '诊断不在目录中，请重新选择',
  'unknown-prescription': '没有找到处方',
  'unknown-drug': '有药品已下架，请移除后重试',
  'drug-controlled': '特殊管理药品不能在线上开具',
  'too-many-drugs': '一张处方最多 5 种西药或中成药',
  'supply-too-long': '超过 7 天用量须填写理由',
  'herbal-apart': '饮片须单独开一张处方',
  'same-drug-twice': '同一种药品只能开一次',
  'dose-implausible': '每次用量须是大于零的数字加单位，且不能超过一整盒',
  'quantity-implausible': '数量远超所写天数的用量，请核对',
  'diagnosis-not-in-record': '处方诊断须是病历中的诊断，请先写入病历',
  'not-submitted': '处方不在待审状态',
  'not-revisable': '处方已提交，不能修改；可先撤回',
  'not-recallable': '药师已开始审方，不能撤回',
  'claimed-by-another': '其他药师正在审方',
  'prescription-not-passed': '药师审核通过后才能发布',
  'already-dispensed': '药品已经领取',
  'handed-out': '药品已经领取，不能取消',
  'prescription-not-cancellable': '处方现在不能取消',
  'unknown-template': '没有找到这个模板，可能已被删除',
  'template-empty': '至少写好一项，才能存为模板',
  'personal-data': '里面有身份证号或手机号，请先删去：模板里不能有患者信息',
  'unknown-complaint': '没有找到这次投诉',
  'complaint-open': '您已经投诉过，我们正在处理',
  'complaint-over': '这次投诉已经处理完，不能再撤回',
  'already-rated': '您已经评价过了，谢谢',
  'unknown-practitioner': '没有找到这位医生',
  'practitioner-retired': '账号已停用，请联系医院',
};

/** What went wrong with what was sent; words of what is kept are in it. */
export const explain = (error: unknown): string => {
  if (error instanceof NoAnswer) return '网络没有响应。您填写的内容已保留，请检查网络后重试';
  if (error instanceof Problem) {
    const known = words[error.code];
    if (known) return known;
    if (error.status >= 500) return words.internal ?? '';
    return '没有成功，请稍后重试';
  }
  return '出了点问题，请稍后重试';
};

/** The same codes where something was only to be read, and nothing was typed that could be lost. */
const reading: Readonly<Record<string, string>> = {
  'outcome-unknown': '系统没有回应，请稍后重试',
  conflict: '很多人同时在办理，请再试一次',
  'newer-event': '系统正在升级，请稍后重试',
  unavailable: '系统正忙，请稍后重试',
  'invalid-input': '这个地址不完整，或者已经失效',
  internal: '系统出了点问题，我们已经记录，请稍后重试',
};
/** Errors without words of their own are the system's. */
const codeOf = (error: unknown): string =>
  !(error instanceof Problem) ? '' : error.status >= 500 && !words[error.code] ? 'internal' : error.code;
const broken = (error: unknown) => error instanceof NoAnswer || (error instanceof Problem && error.status >= 500);

/** What went wrong with what was asked for, and what is safe where people would worry. */
export const explainAsked = (error: unknown): { readonly words: string; readonly safe: string | undefined } => {
  const known = error instanceof NoAnswer ? '网络没有响应，请检查网络后重试' : reading[codeOf(error)];
  return { words: known ?? explain(error), safe: broken(error) ? '您的数据都在，不会丢失' : undefined };
};

/** What the server says of one field, for `invalid-input`. */
export const fieldError = (error: unknown, path: string): string | undefined =>
  error instanceof Problem
    ? error.errors.find(one => one.path === path || one.path.endsWith(`.${path}`))?.message
    : undefined;
