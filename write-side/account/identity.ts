import { v5 } from 'uuid';

const accounts = '7d0a8b1c-5a53-5f0e-9f6e-3b5f8c2d1a90';

/** A patient is who signs in by this WeChat: the id of the patient and of their account. */
export const patientIdOf = (openid: string): string => v5(`wechat:${openid}`, accounts);

/** The credential of the same phone as one of the staff's. */
export const wechatCredentialId = (openid: string): string => v5(`wechat-staff:${openid}`, accounts);

export const loginCredentialId = (login: string): string => v5(`staff:${login}`, accounts);
