import { v5 } from 'uuid';

const accounts = '7d0a8b1c-5a53-5f0e-9f6e-3b5f8c2d1a90';

/** Who signs in by WeChat has one account as a patient and, once bound, another as staff: the same phone wears both hats. */
export const wechatAccountId = (openid: string, as: 'patient' | 'staff'): string =>
  v5(as === 'patient' ? `wechat:${openid}` : `wechat-staff:${openid}`, accounts);

export const staffAccountId = (login: string): string => v5(`staff:${login}`, accounts);
