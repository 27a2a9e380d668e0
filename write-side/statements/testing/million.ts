/** Reads a statement of a million rows from a generator, and prints how many rows, milliseconds and bytes of memory it took. */

import { rowsOf } from '../read.ts';
import { trade } from '../trade.ts';
import { lineOf, own, tradeCells, tradeForms, tradeSums } from './print.ts';

const count = 1_000_000;
const { header, summary } = tradeForms.ALL;
const one = { time: '2026-03-02 10:00:00', order: '0'.repeat(32), amount: 2_500, fee: 15 };
const line = lineOf(header, tradeCells(one));
const at = line.indexOf(one.order);
const [before, after] = [line.slice(0, at), line.slice(at + one.order.length)];

async function* statement(): AsyncIterable<Uint8Array> {
  yield Buffer.from(`\uFEFF${header}\r\n`);
  for (let from = 0; from < count; from += 500) {
    let text = '';
    for (let n = from; n < from + 500; n++) text += `${before}${n.toString(16).padStart(32, '0')}${after}\r\n`;
    yield Buffer.from(text);
  }
  const hundred = tradeSums(Array.from({ length: 100 }, () => one));
  const sums = Object.entries(hundred).map(([name, text]) => [name, `${Number(text) * (count / 100)}`]);
  yield Buffer.from(`${summary}\r\n${lineOf(summary, Object.fromEntries(sums))}\r\n`);
}

const begun = performance.now();
let rows = 0;
// What the operating system keeps as the most includes what the parent had before this program took its place.
let bytes = 0;
for await (const some of rowsOf(trade, statement(), own, { from: '2026-03-02', to: '2026-03-02' })) {
  rows += some.length;
  bytes = Math.max(bytes, process.memoryUsage.rss());
}
const milliseconds = Math.round(performance.now() - begun);
process.stdout.write(JSON.stringify({ rows, milliseconds, bytes }));
