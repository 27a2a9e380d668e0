/** WeChat sign-in: one-time codes become the openid of a person, always the same for the same name. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Context } from './context.ts';

const codeValid = 5 * 60_000;
const queryShape = z.object({
  appid: z.string().catch(''),
  secret: z.string().catch(''),
  js_code: z.string().catch(''),
});
const errors: Readonly<Record<number, string>> = {
  40013: 'invalid appid',
  40029: 'invalid code',
  40125: 'invalid appsecret',
  40226: 'code blocked',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
};

/** How this interface says no: HTTP 200 with errcode. */
export const signInError = (errcode: number) =>
  errors[errcode] ? { errcode, errmsg: errors[errcode] } : { errcode: -1, errmsg: 'system error' };

const openidOf = (appid: string, person: string) =>
  `o${createHash('sha256').update(`${appid} ${person}`).digest('base64url').slice(0, 27)}`;

/** What `wx.login` gives the client of this person: a code good once, for five minutes. */
export const issueCode = async ({ books, merchant, now }: Context, person: string, risky = false) => {
  const code = randomBytes(16).toString('hex');
  const openid = openidOf(merchant.appid, person);
  await books.write(() => books.codes.putSync(code, { openid, issuedAt: now(), risky, used: false }));
  return { code, openid };
};

/** GET /sns/jscode2session */
export const code2session = async ({ books, merchant, now }: Context, query: unknown) => {
  const { appid, secret, js_code } = queryShape.parse(query);
  if (appid !== merchant.appid) return signInError(40013);
  if (secret !== merchant.appSecret) return signInError(40125);
  return books.write(() => {
    const code = books.codes.get(js_code);
    if (!code || code.used || now() - code.issuedAt > codeValid) return signInError(40029);
    books.codes.putSync(js_code, { ...code, used: true });
    if (code.risky) return signInError(40226);
    return { openid: code.openid, session_key: randomBytes(16).toString('base64') };
  });
};
