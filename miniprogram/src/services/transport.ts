/** The contracts' port to the network, over Taro.request; a question that got no answer is asked again, a command is the caller's to repeat. */
import Taro from '@tarojs/taro';
import { NoAnswer } from '@yunzhen/contracts/api/problem';
import type { Answered, Asked } from '@yunzhen/contracts/api/transport';
import { origin } from './origin';

const timeout = 12_000;

export const transport = async ({ method, path, headers, body }: Asked): Promise<Answered> => {
  const answer = await Taro.request<string>({
    url: `${origin}${path}`,
    method,
    header: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { data: JSON.stringify(body) }),
    dataType: 'text',
    responseType: 'text',
    timeout,
  }).catch(() => {
    throw new NoAnswer(`${method} ${path.split('?')[0]}`);
  });
  return { status: answer.statusCode, body: parsed(answer.data) };
};

const parsed = (text: unknown): unknown => {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
