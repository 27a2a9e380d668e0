/** Signed requests to WeChat Pay; what goes wrong becomes "unknown" or a refusal with its code. */
import { isAxiosError } from 'axios';
import { Wechatpay } from 'wechatpay-axios-plugin';
import type { z } from 'zod';
import { GatewayRefused, GatewayUnknown } from '../gateway.ts';
import { answerKeyOf, type WechatPaySettings } from './settings.ts';

/** An answer in time, or none: then it is asked again. */
const timeout = 10_000;

/** Codes of a passing state, whatever HTTP status they come with. */
const passing = new Set(['SYSTEMERROR', 'FREQUENCYLIMITED', 'RATELIMITEXCEEDED', 'BANKERROR']);

export interface WechatPayClient {
  /** Throws GatewayUnknown, GatewayRefused. */
  get<T>(path: string, params: Record<string, string>, answer: z.ZodType<T>): Promise<T>;
  /** Throws GatewayUnknown, GatewayRefused. */
  post<T>(path: string, body: object, answer: z.ZodType<T>): Promise<T>;
}

/** Signs each request and verifies each answer. */
export const signed = ({ mchId, serial, privateKey, platformKeys, baseUrl }: WechatPaySettings): Wechatpay =>
  new Wechatpay({
    mchid: mchId,
    serial,
    // The library's types know no KeyObject here; its code does.
    privateKey: privateKey as unknown as string,
    certs: platformKeys,
    baseURL: baseUrl,
    timeout,
  });

export const wechatPayClient = (settings: WechatPaySettings): WechatPayClient => {
  const wechatPay = signed(settings);
  const headers = { 'Wechatpay-Serial': answerKeyOf(settings) };
  const read = <T>(path: string, body: unknown, answer: z.ZodType<T>): T => {
    const parsed = answer.safeParse(body);
    if (!parsed.success) throw new GatewayUnknown(`WeChat Pay answered ${path} in another shape`);
    return parsed.data;
  };
  return {
    get: async (path, params, answer) => {
      const { data } = await wechatPay.chain(path).get({ params, headers }).catch(explain(path));
      return read(path, data, answer);
    },
    post: async (path, body, answer) => {
      const { data } = await wechatPay.chain(path).post(body, { headers }).catch(explain(path));
      return read(path, data, answer);
    },
  };
};

/** Their codes stand with and without underscores, in different documents and at different times. */
const plain = (code: unknown): string => (typeof code === 'string' ? code.replaceAll('_', '') : '');

/** Says neither request nor answer, which name people and amounts. */
export const explain = (path: string) => (error: unknown) => {
  if (!isAxiosError(error)) throw error;
  const { status, data } = error.response ?? {};
  const code = plain((data as { code?: unknown } | undefined)?.code);
  // Below 400: an answer without a good signature, which proves nothing.
  if (status === undefined || status < 400 || status >= 500 || status === 429 || passing.has(code))
    throw new GatewayUnknown(`WeChat Pay did not answer ${path}: ${code || error.code || status}`);
  throw new GatewayRefused(code, `WeChat Pay refused ${path}: ${status} ${code}`);
};
