import { expect, test } from '@jest/globals';
import { metrics } from './metrics.ts';

test('counters, histograms and gauges appear with their labels and the service', async () => {
  const { counter, histogram, gauge, text } = metrics('write-side');
  const commands = counter('commands_total', 'Commands.', ['command', 'outcome']);
  commands({ command: 'book', outcome: 'ok' });
  commands({ command: 'book', outcome: 'ok' }, 2);
  histogram('append_seconds', 'Appends.', [], [0.1, 1])(0.5);
  gauge('lag', 'Events behind.', ['view'])({ view: 'registrations' }, 7);
  const page = await text();
  expect(page).toContain('commands_total{command="book",outcome="ok",service="write-side"} 3');
  expect(page).toContain('append_seconds_bucket{le="0.1",service="write-side"} 0');
  expect(page).toContain('append_seconds_bucket{le="1",service="write-side"} 1');
  expect(page).toContain('lag{view="registrations",service="write-side"} 7');
  expect(page).toContain('nodejs_eventloop_lag_p99_seconds{service="write-side"}');
});

test('two registries in one process do not meet', async () => {
  metrics('a').counter('x_total', 'X.')();
  const other = metrics('b');
  other.counter('x_total', 'X.')(5);
  expect(await other.text()).toContain('x_total{service="b"} 5');
});

test('two parts of one process that count the same share a counter', async () => {
  const { counter, text } = metrics('hospital');
  const [one, other] = [0, 1].map(() => counter('unreadable_total', 'Unreadable.', ['why']));
  one?.({ why: 'erased' });
  other?.({ why: 'erased' }, 2);
  expect(await text()).toContain('unreadable_total{why="erased",service="hospital"} 3');
});
