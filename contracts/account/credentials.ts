/** What people sign in with, as they type it. */
import { z } from 'zod';

export const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,39}$/, { error: '3 到 40 位小写字母、数字或 . _ -' });

/** Half of an invitation, made by the browser of whoever gives it: ten letters and digits that are not mistaken for each other. */
export const invitationCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-HJKMNP-TV-Z]{10}$/, { error: '邀请码是 10 位字母和数字' });

/** Of an authenticator, or one of the ten recovery codes, each of which is good once. */
export const secondFactorCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^(\d{6}|[0-9A-HJKMNP-TV-Z]{10})$/, { error: '6 位验证码或 10 位恢复码' });

/** At least ten characters, among them a letter, a digit and something else. */
export const newPassword = z
  .string()
  .min(10, { error: '密码至少 10 位' })
  .max(128, { error: '密码最多 128 位' })
  .regex(/\p{L}/u, { error: '密码中要有字母' })
  .regex(/\d/, { error: '密码中要有数字' })
  .regex(/[^\p{L}\d]/u, { error: '密码中要有字母和数字以外的符号' });
