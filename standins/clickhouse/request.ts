/** Reads the HTTP interface's request: statement from URL and body, `param_x`, and every other URL field as a setting. */
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import type { Query } from './engine.ts';

/** Fields that only the HTTP layer of a server knows, or that say who asks; the engine would refuse them as settings. */
const notSettings = new Set([
  ...['query', 'database', 'default_format', 'query_id', 'user', 'password', 'quota_key', 'stacktrace'],
  ...['wait_end_of_query', 'buffer_size', 'enable_http_compression', 'send_progress_in_http_headers'],
  ...['http_headers_progress_interval_ms', 'http_response_buffer_size', 'http_zlib_compression_level'],
  ...['client_protocol_version', 'cancel_http_readonly_queries_on_client_close'],
]);
/** What this front does not offer; ignoring it would change the meaning of a request. */
const unsupported = ['session_id', 'role', 'compress', 'decompress'];

const notImplemented = (what: string) =>
  new Error(`Code: 48. DB::Exception: The stand-in does not support ${what}. (NOT_IMPLEMENTED)`);

const bodyOf = async (request: IncomingMessage) => {
  const encoding = request.headers['content-encoding'];
  if (encoding && encoding !== 'gzip') throw notImplemented(`the content encoding ${encoding}`);
  // Not pipe: a client that goes away would leave the end of the unzipped stream waited for.
  const body = await buffer(encoding ? pipeline(request, createGunzip(), () => undefined) : request);
  if (!isUtf8(body)) throw notImplemented('binary input formats');
  return body.toString();
};

export type ParsedRequest = Query & { readonly queryId: string; readonly gzip: boolean; readonly rowsSent: number };

/** Rejects with an exception text in ClickHouse's form when the request asks for what is not offered. */
export const parseRequest = async (request: IncomingMessage, url: URL): Promise<ParsedRequest> => {
  const fields = new URLSearchParams(url.searchParams);
  let body = await bodyOf(request);
  const type = request.headers['content-type'];
  if (type?.startsWith('multipart/form-data')) {
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    for (const [name, value] of form) fields.append(name, String(value));
    body = '';
  }
  for (const name of unsupported)
    if (fields.has(name) && fields.get(name) !== '0') throw notImplemented(`the parameter ${name}`);
  const statement = fields.get('query') ?? '';
  const params: Record<string, string> = {};
  const settings: Record<string, string> = request.method === 'GET' ? { readonly: '2' } : {};
  for (const [name, value] of fields) {
    if (name.startsWith('param_')) params[name.slice('param_'.length)] = value;
    else if (!notSettings.has(name) && !unsupported.includes(name)) settings[name] = value;
  }
  const database = fields.get('database') ?? request.headers['x-clickhouse-database'];
  return {
    sql: statement && body ? `${statement}\n${body}` : statement || body,
    database: typeof database === 'string' ? database : undefined,
    format: fields.get('default_format') ?? undefined,
    settings,
    params,
    queryId: fields.get('query_id') ?? crypto.randomUUID(),
    gzip: fields.get('enable_http_compression') === '1' && /\bgzip\b/.test(`${request.headers['accept-encoding']}`),
    rowsSent: /EachRow\s*$/i.test(statement) ? body.split('\n').filter(line => line.trim()).length : 0,
  };
};
