import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { pages, Silent } from './pages.ts';

const source = () => new PassThrough({ objectMode: true, highWaterMark: 100 });

test('what has arrived comes as one page, at most max items, in order', async () => {
  const stream = source();
  for (let n = 0; n < 25; n++) stream.write(n);
  stream.end();
  const sizes: number[] = [];
  const items: number[] = [];
  for await (const page of pages<number>(stream, { max: 10 })) {
    sizes.push(page.length);
    items.push(...page);
  }
  expect(Math.max(...sizes)).toBe(10);
  expect(items).toEqual(Array.from({ length: 25 }, (_, n) => n));
});

test('a page does not wait to be full', async () => {
  const stream = source();
  const iterator = pages<number>(stream, { max: 10 });
  stream.write(1);
  expect((await iterator.next()).value).toEqual([1]);
  const next = iterator.next();
  stream.write(2);
  expect((await next).value).toEqual([2]);
});

test('pages with a least time between them are bigger instead of more', async () => {
  const stream = source();
  const iterator = pages<number>(stream, { max: 10, every: 300 });
  stream.write(1);
  expect((await iterator.next()).value).toEqual([1]);
  const next = iterator.next();
  for (let n = 2; n < 6; n++) {
    stream.write(n);
    await new Promise(setImmediate);
  }
  expect((await next).value).toEqual([2, 3, 4, 5]);
});

test('a page waits to be full as long as it is told to', async () => {
  const stream = source();
  let behind = true;
  const iterator = pages<number>(stream, { max: 10, full: () => behind });
  const first = iterator.next();
  for (let n = 0; n < 12; n++) {
    stream.write(n);
    await new Promise(setImmediate);
  }
  expect((await first).value).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  behind = false;
  expect((await iterator.next()).value).toEqual([10, 11]);
});

test('a page that waits to be full does not wait for ever', async () => {
  const stream = source();
  const iterator = pages<number>(stream, { max: 10, full: () => true });
  stream.write(1);
  expect((await iterator.next()).value).toEqual([1]);
  const last = iterator.next();
  stream.write(2);
  stream.end();
  expect((await last).value).toEqual([2]);
  expect((await iterator.next()).done).toBe(true);
});

test('full pages come without a pause', async () => {
  const stream = source();
  for (let n = 0; n < 30; n++) stream.write(n);
  stream.end();
  let items = 0;
  for await (const page of pages<number>(stream, { max: 10, every: 60_000 })) {
    items += page.length;
    if (items === 30) break;
  }
  expect(items).toBe(30);
});

test('an error comes after what was read before it', async () => {
  const stream = source();
  const iterator = pages<number>(stream, { max: 10 });
  stream.write(1);
  expect((await iterator.next()).value).toEqual([1]);
  const next = iterator.next();
  stream.emit('error', new Error('lost'));
  await expect(next).rejects.toThrow('lost');
});

test('an error after the reader left is swallowed', async () => {
  const stream = source();
  const iterator = pages<number>(stream, { max: 10 });
  stream.write(1);
  await iterator.next();
  await iterator.return();
  expect(stream.emit('error', new Error('late'))).toBe(true);
});

test('aborting ends the pages while they wait', async () => {
  const abort = new AbortController();
  const next = pages<number>(source(), { max: 10, signal: abort.signal }).next();
  abort.abort();
  expect((await next).done).toBe(true);
});

test('a stream that stays silent for too long fails', async () => {
  await expect(pages<number>(source(), { max: 10, silence: 1 }).next()).rejects.toThrow(Silent);
});
