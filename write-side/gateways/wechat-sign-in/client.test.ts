import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { credentials } from '../../../standins/outside/wechat/credentials.ts';
import { control } from '../../../standins/outside/wechat/merchant.testing.ts';
import { start } from '../../../standins/outside/wechat/server.ts';
import { wechat } from '../../testing/wechat.ts';
import { GatewayUnknown } from '../gateway.ts';
import { type CodeToOpenid, wechatSignIn, wechatSignInSettings } from './client.ts';

const begin = () => wechat({ start, credentials, control });
let outside: Awaited<ReturnType<typeof begin>>;
let openidOf: CodeToOpenid;
const settings = (appSecret: string) =>
  wechatSignInSettings.parse({ baseUrl: outside.url, appId: outside.merchant.appid, appSecret });
beforeAll(async () => {
  outside = await begin();
  openidOf = wechatSignIn(settings(outside.merchant.appSecret));
});
afterAll(() => outside.close());
const codeOf = (person: string, more = {}) =>
  outside.tell('POST', 'codes', { person, ...more }) as Promise<{ code: string; openid: string }>;

test('[P1] a code becomes the openid, once', async () => {
  const { code, openid } = await codeOf('anna');
  expect(await openidOf(code)).toBe(openid);
  await expect(openidOf(code)).rejects.toMatchObject({ name: 'EndpointRefused', code: 'bad-code' });
});
test('[P1] a person WeChat blocks is told apart', async () => {
  const { code } = await codeOf('mallory', { risky: true });
  await expect(openidOf(code)).rejects.toMatchObject({ code: 'risky-user' });
});
test('[P1] too many sign-ins are told apart', async () => {
  await outside.trouble('sign-in', { kind: 'refuse', code: '45011' });
  await expect(openidOf('x')).rejects.toMatchObject({ code: 'rate-limited' });
});
test('[P1] no answer is unknown, and the secret stands in no error', async () => {
  await outside.trouble('sign-in', { kind: 'lose-answer' });
  const error: unknown = await openidOf('x').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(GatewayUnknown);
  const { message, cause, stack } = error as Error;
  expect(JSON.stringify([message, cause, stack])).not.toContain(outside.merchant.appSecret);
});
test('[P1] a wrong secret is an alarm', async () => {
  await expect(wechatSignIn(settings('0'.repeat(32)))('x')).rejects.toMatchObject({
    name: 'GatewayRefused',
    code: '40125',
  });
});
