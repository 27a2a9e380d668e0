import { afterEach, expect, test } from '@jest/globals';
import { SpanStatusCode } from '@opentelemetry/api';
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { Refusal } from './refusal.ts';
import { follow, span, startTracing, traceId, traceparent, withTraceparent } from './tracing.ts';

let stop = async (): Promise<void> => undefined;
afterEach(() => stop());

/** Traces from now on; what is answered gives the finished spans of a trace, in the order they ended. */
const traced = async (): Promise<(id: string) => readonly ReadableSpan[]> => {
  const exporter = new InMemorySpanExporter();
  stop = await startTracing({ service: 'test', processor: new SimpleSpanProcessor(exporter) });
  return id => exporter.getFinishedSpans().filter(one => one.spanContext().traceId === id);
};
const parentOf = (one: ReadableSpan | undefined) => one?.parentSpanContext?.spanId;

const incoming = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const trace = '0af7651916cd43dd8448eb211c80319c';

test('without tracing a span is just the call', async () => {
  expect(span('x', {}, () => 1)).toBe(1);
  expect(await span('x', {}, async () => 2)).toBe(2);
  expect(() =>
    span('x', {}, () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(withTraceparent(incoming, traceparent)).toBeUndefined();
});

test('spans nest through awaits and continue an incoming trace', async () => {
  const spansOf = await traced();
  await withTraceparent(incoming, () =>
    span('outer', { command: 'book' }, async () => {
      expect(traceId()).toBe(trace);
      await Promise.resolve();
      await span('inner', {}, async () => undefined);
      span('sync', {}, () => undefined);
    }),
  );
  const spans = spansOf(trace);
  expect(spans.map(({ name }) => name)).toEqual(['inner', 'sync', 'outer']);
  const [inner, , outer] = spans;
  expect(outer?.attributes).toEqual({ command: 'book' });
  expect(parentOf(outer)).toBe('b7ad6b7169203331');
  expect(parentOf(inner)).toBe(outer?.spanContext().spanId);
});

test('what goes on elsewhere continues the span it was handed over in', async () => {
  const spansOf = await traced();
  const handed = span('here', {}, () => traceparent());
  expect(handed).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  withTraceparent(handed, () => span('there', {}, () => undefined));
  const [here, there] = spansOf(handed?.slice(3, 35) ?? '');
  expect(parentOf(there)).toBe(here?.spanContext().spanId);
});

test('a broken or missing traceparent is ignored', async () => {
  await traced();
  for (const bad of [undefined, '', 'x', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`])
    expect(withTraceparent(bad, traceparent)).toBeUndefined();
});

test('an error marks the span with its name and code, never its message; a refusal is no failure', async () => {
  const spansOf = await traced();
  const failing = (error: Error) =>
    withTraceparent(incoming, () => span(error.name, {}, async () => Promise.reject(error)));
  await expect(failing(new TypeError('张三 13800000000'))).rejects.toThrow(TypeError);
  await expect(failing(new Refusal('hold-expired'))).rejects.toThrow(Refusal);
  const [error, refusal] = spansOf(trace);
  expect(error?.attributes).toEqual({ 'error.type': 'TypeError' });
  expect(error?.status).toEqual({ code: SpanStatusCode.ERROR });
  expect(error?.events).toEqual([]);
  expect(refusal?.attributes).toEqual({ 'error.type': 'Refusal: hold-expired' });
  expect(refusal?.status.code).toBe(SpanStatusCode.UNSET);
});

test('a trace that its origin does not sample is not recorded but handed on', async () => {
  const spansOf = await traced();
  const handed = withTraceparent(incoming.replace(/01$/, '00'), () => span('x', {}, () => traceparent()));
  expect(handed).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-00$`));
  expect(spansOf(trace)).toEqual([]);
});

test('what follows from an event stands in the trace of its command', async () => {
  const spansOf = await traced();
  const parent = span('command', {}, () => traceparent());
  await follow(
    'views',
    [
      { type: 'a.happened', metadata: { traceparent: parent } },
      { type: 'b.happened', metadata: {} },
    ],
    async () => 1,
  );
  await new Promise(setImmediate);
  expect(spansOf(parent?.split('-')[1] ?? '').map(({ name }) => name)).toEqual(['command', 'views a.happened']);
});
