import { v5 } from 'uuid';

const accounts = '7d0a8b1c-5a53-5f0e-9f6e-3b5f8c2d1a90';

/**
 * A patient is who signs in by this WeChat: the id of the patient and of their account.
 * @param erased how often this person was erased before: each time they come back as somebody else
 */
export const patientIdOf = (openid: string, erased = 0): string =>
  v5(erased === 0 ? `wechat:${openid}` : `wechat:${openid} ${erased}`, accounts);

/** The credential of the same phone as one of the staff's. */
export const wechatCredentialId = (openid: string): string => v5(`wechat-staff:${openid}`, accounts);

/** What guesses of an account's second factor are counted by. */
export const secondFactorCredentialId = (accountId: string): string => v5(`second-factor:${accountId}`, accounts);

export const loginCredentialId = (login: string): string => v5(`staff:${login}`, accounts);
