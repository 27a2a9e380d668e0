import { expect, test } from '@jest/globals';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { pretty } from './log/pretty.ts';
import { redact, scrub, scrubJson } from './log/scrub.ts';
import { log as logger } from './log.ts';
import { startTracing, withTraceparent } from './tracing.ts';

const recording = (level = 'info') => {
  const lines: string[] = [];
  const log = logger({ service: 'test', level, destination: { write: line => lines.push(line) } });
  return { log, last: () => JSON.parse(lines.at(-1) ?? 'null') as Record<string, unknown>, lines };
};

test('a record is JSON with service, level, time and trace', async () => {
  const { log, last } = recording();
  const stop = await startTracing({ service: 'test', processor: new SimpleSpanProcessor(new InMemorySpanExporter()) });
  withTraceparent('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', () => log.info({ n: 1 }, 'hello'));
  await stop();
  expect(last()).toMatchObject({
    service: 'test',
    level: 'info',
    msg: 'hello',
    n: 1,
    traceId: '0af7651916cd43dd8448eb211c80319c',
  });
  expect(last().time).toMatch(/^\d{4}-\d\d-\d\dT/);
});

test('records below the level are not written', () => {
  const { log, lines } = recording('warn');
  log.info('x');
  expect(lines).toEqual([]);
});

test('personal data does not get out: by field, in messages, in errors and their causes', () => {
  const { log, lines } = recording();
  log.info({ deep: [{ phone: '1', Address: '2', ok: 'kept' }] }, 'id 11010519491231002X of +86 138-1234-5678');
  const cause = Object.assign(new Error('dup key: { phone: "13812345678" }'), {
    code: 11000,
    document: { note: '张三' },
  });
  log.error(new Error('for 110105194912310021', { cause }));
  log.info({ err: cause, sealed: 'sealed.1.p.AAAA' }, 'x');
  const all = lines.join('');
  for (const gone of ['11010519491231002', '138', '张三', '"1"', '"2"', 'AAAA']) expect(all).not.toContain(gone);
  for (const kept of ['kept', '[id-number]', '[mobile]', '[redacted]', '[sealed]', '11000', '"type":"Error"'])
    expect(all).toContain(kept);
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
});

test('numbers that are no numbers of people stay', () => {
  for (const text of [
    '1700000000000',
    '0190a1b2-0000-7000-8000-013812345678',
    '138123456789',
    '0.13812345678',
    '2024-01-01T00:00:00.138Z',
  ])
    expect(scrub(text)).toBe(text);
  expect(scrubJson('{"position":13812345678,"text":"13812345678"}')).toBe('{"position":13812345678,"text":"[mobile]"}');
});

test('what is redacted is a copy; other objects than plain ones are left to their serializers', () => {
  const error = new Error('x');
  const given = { token: 't', list: [{ password: 'p' }], error, position: 5n };
  expect(redact(given)).toEqual({ token: '[redacted]', list: [{ password: '[redacted]' }], error, position: 5 });
  expect(given.token).toBe('t');
});

test('at a terminal a record is one line, an error adds its stack', () => {
  const line = JSON.stringify({
    level: 'info',
    time: '2024-01-01T08:09:10.111Z',
    service: 'api',
    msg: 'ready',
    port: 3000,
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours
  const plain = (text: string) => text.replaceAll(/\u001b\[\d+m/g, '');
  expect(plain(pretty(line))).toBe('08:09:10.111 INFO  api ready port=3000\n');
  expect(plain(pretty('{"level":"error","time":"","service":"api","err":{"stack":"Error: x\\n at y"}}'))).toBe(
    ' ERROR api\nError: x\n at y\n',
  );
});
