import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { span, startTracing, traceId } from './tracing.ts';

test('with an endpoint spans are sent there, under the name of the service', async () => {
  const bodies: { url: string | undefined; text: string }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    bodies.push({ url: request.url, text: Buffer.concat(chunks).toString() });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const stop = await startTracing({
    service: 'write-side',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
  });
  const id = span('append', {}, () => traceId() ?? '');
  await stop();
  server.close();
  expect(bodies).toHaveLength(1);
  expect(bodies[0]?.url).toBe('/v1/traces');
  const { resourceSpans } = JSON.parse(bodies[0]?.text ?? '') as { resourceSpans: unknown[] };
  expect(JSON.stringify(resourceSpans[0])).toContain('{"key":"service.name","value":{"stringValue":"write-side"}}');
  expect(JSON.stringify(resourceSpans[0])).toContain(id);
});
