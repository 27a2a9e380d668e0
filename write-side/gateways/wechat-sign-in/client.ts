/** WeChat sign-in: the code a mini-program gets from `wx.login` becomes the user's openid. */
import { EndpointRefused } from '@yunzhen/platform/endpoints';
import axios from 'axios';
import { z } from 'zod';
import { GatewayRefused, GatewayUnknown } from '../gateway.ts';

export const wechatSignInSettings = z.object({
  baseUrl: z.url().default('https://api.weixin.qq.com'),
  appId: z.string().min(1),
  appSecret: z.string().min(1),
});
export type WechatSignInSettings = z.output<typeof wechatSignInSettings>;

/** `bad-code` is used up, expired or invented; `risky-user` is blocked by WeChat. */
export type WechatSignInFault = 'bad-code' | 'rate-limited' | 'risky-user';

const faults: Readonly<Record<number, WechatSignInFault>> = {
  40029: 'bad-code',
  40163: 'bad-code',
  45011: 'rate-limited',
  40226: 'risky-user',
};
const busy = -1;
const answer = z.union([z.object({ openid: z.string().min(1).max(64) }), z.object({ errcode: z.int() })]);

/** Answers the openid. Throws EndpointRefused with a WechatSignInFault, GatewayUnknown (ask with a new code) and GatewayRefused (our settings). */
export type CodeToOpenid = (code: string) => Promise<string>;

export const wechatSignIn = ({ baseUrl, appId, appSecret }: WechatSignInSettings): CodeToOpenid => {
  const wechat = axios.create({ baseURL: baseUrl, timeout: 5_000 });
  return async code => {
    const params = { appid: appId, secret: appSecret, js_code: code, grant_type: 'authorization_code' };
    // The error of a request carries its URL, and with it the secret: it goes no further.
    const response = await wechat.get<unknown>('/sns/jscode2session', { params }).catch(() => null);
    const told = answer.safeParse(response?.data);
    if (!told.success) throw new GatewayUnknown('WeChat did not answer a sign-in');
    if ('openid' in told.data) return told.data.openid;
    const { errcode } = told.data;
    if (errcode === busy) throw new GatewayUnknown('WeChat is busy');
    const fault = faults[errcode];
    if (fault) throw new EndpointRefused(fault);
    throw new GatewayRefused(String(errcode), `WeChat refused a sign-in: ${errcode}`);
  };
};
