import { afterEach, expect, test } from '@jest/globals';
import { Refusal } from './refusal.ts';
import { follow, span, spansOf, startTracing, traceId, traceparent, withTraceparent } from './tracing.ts';

let stop = async (): Promise<void> => undefined;
afterEach(() => stop());

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
  expect(traceparent()).toBeUndefined();
});

test('spans nest through awaits and continue an incoming trace', async () => {
  stop = await startTracing({ service: 'test' });
  await withTraceparent(incoming, () =>
    span('outer', { command: 'book' }, async () => {
      expect(traceId()).toBe(trace);
      await Promise.resolve();
      await span('inner', {}, async () => undefined);
      span('sync', {}, () => undefined);
    }),
  );
  const spans = spansOf(trace);
  const [outer, inner] = spans;
  expect(spans.map(({ name }) => name)).toEqual(['outer', 'inner', 'sync']);
  expect(outer).toMatchObject({ parentSpanId: 'b7ad6b7169203331', attributes: { command: 'book' }, failed: false });
  expect(inner?.parentSpanId).toBe(outer?.spanId);
});

test('what goes on elsewhere continues the span it was handed over in', async () => {
  stop = await startTracing({ service: 'test' });
  const handed = span('here', {}, () => traceparent());
  expect(handed).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  withTraceparent(handed, () => span('there', {}, () => undefined));
  const [here, there] = spansOf(handed?.slice(3, 35) ?? '');
  expect(there?.parentSpanId).toBe(here?.spanId);
});

test('a broken or missing traceparent is ignored', async () => {
  for (const bad of [undefined, '', 'x', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`])
    expect(withTraceparent(bad, traceparent)).toBeUndefined();
});

test('an error marks the span with its name and code, never its message; a refusal is no failure', async () => {
  stop = await startTracing({ service: 'test' });
  const failing = (error: Error) =>
    withTraceparent(incoming, () => span(error.name, {}, async () => Promise.reject(error)));
  await expect(failing(new TypeError('张三 13800000000'))).rejects.toThrow(TypeError);
  await expect(failing(new Refusal('hold-expired'))).rejects.toThrow(Refusal);
  const [error, refusal] = spansOf(trace);
  expect(error).toMatchObject({ failed: true, attributes: { 'error.type': 'TypeError' } });
  expect(refusal).toMatchObject({ failed: false, attributes: { 'error.type': 'Refusal: hold-expired' } });
  expect(JSON.stringify(spansOf(trace))).not.toContain('13800000000');
});

test('a trace that its origin does not sample is not recorded but handed on', async () => {
  stop = await startTracing({ service: 'test' });
  const handed = withTraceparent(incoming.replace(/01$/, '00'), () => span('x', {}, () => traceparent()));
  expect(handed).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-00$`));
  expect(spansOf(trace)).toEqual([]);
});

test('memory holds the newest spans only', async () => {
  stop = await startTracing({ service: 'test', keep: 2 });
  const ids = [1, 2, 3].map(n => span(`s${n}`, {}, () => traceId() ?? ''));
  expect(ids.map(id => spansOf(id).length)).toEqual([0, 1, 1]);
});

test('what follows from an event stands in the trace of its command', async () => {
  const end = await startTracing({ service: 'test' });
  const parent = span('command', {}, () => traceparent());
  const [, id = ''] = parent?.split('-') ?? [];
  await follow(
    'views',
    [
      { type: 'a.happened', metadata: { traceparent: parent } },
      { type: 'b.happened', metadata: {} },
    ],
    async () => 1,
  );
  await new Promise(setImmediate);
  expect(spansOf(id).map(({ name }) => name)).toEqual(['command', 'views a.happened']);
  await end();
});
