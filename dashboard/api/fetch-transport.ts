/** The transport of the API client in a browser. */
import { NoAnswer } from '@yunzhen/contracts/api/problem';
import type { Transport } from '@yunzhen/contracts/api/transport';

const patienceMs = 15_000;
/** A file is sent, and looked through, before there is an answer. */
const filePatienceMs = 180_000;

const bytes = 'application/octet-stream';

const json = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

export const fetchTransport: Transport = async ({ method, path, headers, body }) => {
  const file = body instanceof Uint8Array ? new Blob([body as Uint8Array<ArrayBuffer>]) : null;
  try {
    const response = await fetch(path, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': file ? bytes : 'application/json' },
      ...(body !== undefined && { body: file ?? JSON.stringify(body) }),
      signal: AbortSignal.timeout(file ? filePatienceMs : patienceMs),
    });
    return { status: response.status, body: json(await response.text()) };
  } catch {
    throw new NoAnswer(`${method} ${path.split('?')[0]}`);
  }
};
