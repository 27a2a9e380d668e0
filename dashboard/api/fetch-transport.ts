/** The transport of the API client in a browser. */
import { NoAnswer } from '@yunzhen/contracts/api/problem';
import type { Transport } from '@yunzhen/contracts/api/transport';

const patienceMs = 15_000;

const json = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

export const fetchTransport: Transport = async ({ method, path, headers, body }) => {
  try {
    const response = await fetch(path, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    });
    return { status: response.status, body: json(await response.text()) };
  } catch {
    throw new NoAnswer(`${method} ${path.split('?')[0]}`);
  }
};
