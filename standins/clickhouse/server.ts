/** ClickHouse for a laptop: the engine itself behind the part of its HTTP interface that the official client uses. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { StartStandin } from '../standin.ts';
import { type Answer, type Engine, openEngine } from './engine.ts';
import { type ParsedRequest, parseRequest } from './request.ts';
import { classify } from './status.ts';

const summaryOf = (answer: Answer, rowsSent: number) =>
  JSON.stringify({
    read_rows: `${answer.rowsRead || rowsSent}`,
    read_bytes: `${answer.bytesRead}`,
    written_rows: `${rowsSent}`,
    written_bytes: '0',
    total_rows_to_read: '0',
    result_rows: `${rowsSent}`,
    result_bytes: '0',
    elapsed_ns: `${Math.round(answer.elapsed * 1e9)}`,
  });

const answer = async (engine: Engine, request: IncomingMessage, response: ServerResponse) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/ping') return void response.end('Ok.\n');
  if (url.pathname !== '/') return void response.writeHead(404).end('There is no handle for this path\n');
  // Only a page in a browser sends it, and no page has business here.
  if (request.headers.origin) return void response.writeHead(403).end('Cross-origin requests are refused\n');
  let parsed: ParsedRequest | undefined;
  try {
    parsed = await parseRequest(request, url);
    const result = await engine.run(parsed);
    response.setHeader('X-ClickHouse-Query-Id', parsed.queryId);
    response.setHeader('X-ClickHouse-Summary', summaryOf(result, parsed.rowsSent));
    response.setHeader('Content-Type', 'text/plain; charset=UTF-8');
    if (!parsed.gzip) return void response.end(result.bytes);
    response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(result.bytes));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const { code, status } = classify(text);
    response.setHeader('X-ClickHouse-Query-Id', parsed?.queryId ?? '');
    response.writeHead(status, { 'X-ClickHouse-Exception-Code': code });
    response.end(`${text} (version ${engine.version})\n`);
  }
};

/** Starts ClickHouse on `dir`; fails at once when another process has the folder or the port is taken. */
export const start: StartStandin = async ({ port, dir }) => {
  const engine = openEngine(dir);
  const server = createServer((request, response) => void answer(engine, request, response));
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  } catch (error) {
    await engine.close();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await new Promise(resolve => server.close(resolve));
      await engine.close();
    },
  };
};
