/** WeChat Pay's error answers: HTTP status, code, message, and for a bad field where it is. */
import type { z } from 'zod';

export class WechatError extends Error {
  override readonly name = 'WechatError';
  readonly status: number;
  readonly code: string;
  readonly detail: Readonly<Record<string, string>> | undefined;
  constructor(status: number, code: string, message: string, detail?: Readonly<Record<string, string>>) {
    super(message);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

/** Reads a body or query, or throws PARAM_ERROR with the first bad field. */
export const parse = <S extends z.ZodType>(shape: S, given: unknown, location: 'body' | 'query'): z.output<S> => {
  const result = shape.safeParse(given);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = `/${location}/${issue?.path.join('/') ?? ''}`;
  throw new WechatError(400, 'PARAM_ERROR', `参数错误：${field}`, { field, location, issue: issue?.message ?? '' });
};

export const orderNotExist = () => new WechatError(404, 'ORDER_NOT_EXIST', '订单不存在');
export const invalidRequest = (message: string) => new WechatError(400, 'INVALID_REQUEST', message);
