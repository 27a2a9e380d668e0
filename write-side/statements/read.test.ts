import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { StatementBroken } from './broken.ts';
import { gunzipped, hashed, type Source } from './bytes.ts';
import { fundFlow } from './fund-flow.ts';
import { rowsOf } from './read.ts';
import {
  bytesOf,
  flowForm,
  type Named,
  own,
  type Paid,
  printed,
  type Refunded,
  tradeCells,
  tradeForms,
  tradeSums,
  yuan,
} from './testing/print.ts';
import { trade } from './trade.ts';

const day = '2026-03-02';
const days = { from: day, to: day };
const no = (n: number) => n.toString(16).padStart(32, '0');
const paid = (n: number, more: Partial<Paid> = {}): Paid => ({
  time: `${day} 10:00:0${n}`,
  order: no(n),
  amount: 2_500,
  fee: 15,
  ...more,
});
const back = (n: number, of: number): Refunded => ({
  time: `${day} 11:00:0${n}`,
  order: no(of),
  refund: no(n),
  amount: 300,
  fee: 2,
});
const three = [paid(1), paid(2, { amount: 225_799, fee: 1_355 }), back(3, 1)];
const file = (rows = three, form: { header: string; summary: string } = tradeForms.ALL, look = {}) =>
  printed(form, rows.map(tradeCells), tradeSums(rows), look);

const read = async (source: Source, within = days) => {
  const rows = [];
  for await (const some of rowsOf(trade, source, own, within)) rows.push(...some);
  return rows;
};
const brief = async (text: string | Uint8Array) =>
  (await read(bytesOf(text))).map(({ line, kind, key, order, amount, fee }) => ({
    line,
    kind,
    key,
    order,
    amount,
    fee,
  }));
const expected = [
  { line: 2, kind: 'pay', key: no(1), order: no(1), amount: 2_500, fee: 15_000 },
  { line: 3, kind: 'pay', key: no(2), order: no(2), amount: 225_799, fee: 1_355_000 },
  { line: 4, kind: 'refund', key: no(3), order: no(1), amount: 300, fee: -2_000 },
];
/** Code, line and column of the refusal. */
const fault = async (source: Source, within = days) => {
  const error: unknown = await read(source, within).then(
    rows => rows.length,
    thrown => thrown,
  );
  if (!(error instanceof StatementBroken)) throw new Error('it is taken', { cause: error });
  return [error.fault, error.line, error.column];
};

describe('[O1.4] a trade statement is taken', () => {
  test.each(['ALL', 'REFUND', 'legacy'] as const)('with the columns of %s', async form =>
    expect(await brief(file(three, tradeForms[form]))).toEqual(expected),
  );
  test('with the columns of SUCCESS, which know no refund', async () =>
    expect(await brief(file(three.slice(0, 2), tradeForms.SUCCESS))).toEqual(expected.slice(0, 2)));
  test.each([
    ['without BOM', { bom: false }],
    ['with LF', { eol: '\n' }],
    ['without a last line end', { lastEol: false }],
    ['with empty lines at its end', { eol: '\r\n', lastEol: true }],
  ])('%s', async (_, look) => expect(await brief(file(three, tradeForms.ALL, look))).toEqual(expected));
  test('with mixed line ends', async () => expect(await brief(file().replace('\r\n', '\n'))).toEqual(expected));
  test('with columns in another order and others between them', async () => {
    const header = `新列,${tradeForms.ALL.header.split(',').reverse().join(',')}`;
    expect(await brief(file(three, { ...tradeForms.ALL, header }))).toEqual(expected);
  });
  test('with a summary in short numbers', async () => {
    const short = { 总交易单数: '3.0', 应结订单总金额: '2282.99', 退款总金额: '3.0', 充值券退款总金额: '0.0' };
    const sums = { ...tradeSums(three), ...short, 手续费总金额: '13.68' };
    expect(await brief(printed(tradeForms.ALL, three.map(tradeCells), sums))).toEqual(expected);
  });
  test('with commas and backticks inside a value', async () => {
    const cells = three.map(row => ({ ...tradeCells(row), 商品名称: '挂号费,内科`门诊' }));
    expect(await brief(printed(tradeForms.ALL, cells, tradeSums(three)))).toEqual(expected);
  });
  test('of a day without a row', async () => expect(await brief(file([]))).toEqual([]));
  test('with several days, each row on its own', async () => {
    const rows = [paid(1, { time: '2026-03-01 23:59:59' }), paid(2, { time: '2026-03-02 00:00:00' })];
    const found = await read(bytesOf(file(rows)), { from: '2026-03-01', to: '2026-03-02' });
    expect(found.map(row => [row.day, row.at])).toEqual([
      ['2026-03-01', '2026-03-01T15:59:59.000Z'],
      ['2026-03-02', '2026-03-01T16:00:00.000Z'],
    ]);
  });
  test('cut into any pieces, also within a character', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 12 }), async sizes => {
        const bytes = Buffer.from(file());
        const parts: Uint8Array[] = [];
        let at = 0;
        for (const size of [...sizes, bytes.length]) {
          parts.push(bytes.subarray(at, at + size));
          at += size;
        }
        expect((await read(bytesOf(...parts))).map(row => row.key)).toEqual(expected.map(row => row.key));
      }),
      { numRuns: 50 },
    ));
  test('in GBK, as people save it', async () => {
    // 交易时间 … are the same file in the other encoding: made by hand, because Node only reads it.
    const gbk = gbkOf(file(three, tradeForms.ALL, { bom: false }));
    expect(await brief(gbk)).toEqual(expected);
  });
});

/** Every character of these statements in GBK: found by decoding all pairs once. */
const gbkOf = (text: string): Buffer => {
  const decoder = new TextDecoder('gbk');
  const codes = new Map<string, readonly [number, number]>();
  for (let high = 0x81; high < 0xff; high++)
    for (let low = 0x40; low < 0xff; low++) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Buffer.from([...text].flatMap(character => codes.get(character) ?? [character.charCodeAt(0)]));
};

describe('[O1.4] a trade statement is refused, by line and reason', () => {
  const cells = three.map(tradeCells);
  const changed = (row: number, change: Named) =>
    printed(
      tradeForms.ALL,
      cells.map((one, index) => (index === row ? { ...one, ...change } : one)),
      tradeSums(three),
    );
  test.each<[string, string, unknown[]]>([
    ['a column is missing', file().replace('手续费,', '甲,'), ['header', 1, '手续费']],
    ['a column stands twice', file().replace('设备号', '订单金额'), ['header', 1, '订单金额']],
    ['a row has a cell less', file().replace(',`0.60%', ''), ['columns', 2, '']],
    ['a row has a cell more', file().replace('`JSAPI', '`JSAPI,`x'), ['columns', 2, '']],
    ['an amount is no number', changed(1, { 订单金额: '2257.9x' }), ['amount', 3, '订单金额']],
    ['an amount has a part of a fen', changed(1, { 订单金额: '0.001' }), ['amount', 3, '订单金额']],
    ['a time is none', changed(2, { 交易时间: '2026-02-30 10:00:00' }), ['time', 4, '交易时间']],
    ['a row is of another day', changed(0, { 交易时间: '2026-03-03 00:00:00' }), ['day', 2, '']],
    ['a state is unknown', changed(0, { 交易状态: 'PAID' }), ['state', 2, '交易状态']],
    ['it is another currency', changed(0, { 货币种类: 'USD' }), ['currency', 2, '货币种类']],
    ['it is another merchant’s', changed(0, { 商户号: '1900000002' }), ['merchant', 2, '商户号']],
    ['a refund has no number', changed(2, { 商户退款单号: '0' }), ['text', 4, '商户退款单号']],
    ['a sum differs', changed(0, { 订单金额: '25.01' }), ['summary', 6, '订单总金额']],
    ['a fee differs', changed(0, { 手续费: '0.15001' }), ['summary', 6, '手续费总金额']],
    ['the count differs', file().replace('`3,', '`4,'), ['summary', 6, '总交易单数']],
    ['a sum is missing', file().replace('总交易单数,', '甲,'), ['header', 5, '总交易单数']],
    ['there is no summary', `${file().split('\r\n').slice(0, 4).join('\r\n')}\r\n`, ['summary', 4, '']],
    ['its end is cut off', file().slice(0, -10), ['columns', 6, '']],
    ['something follows', `${file()}再见`, ['after-summary', 7, '']],
    ['it is empty', '', ['summary', 0, '']],
    ['it is a page', '<html></html>', ['header', 1, '交易时间']],
    ['a line never ends', `${tradeForms.ALL.header}\n\`${'x'.repeat(100_000)}`, ['columns', 2, '']],
  ])('%s', async (_, text, refusal) => expect(await fault(bytesOf(text))).toEqual(refusal));

  test('bytes that are no text', async () => {
    const bytes = Buffer.from(file());
    const line = bytes.subarray(0, 900).toString().split('\n').length;
    expect(await fault(bytesOf(bytes.fill(0xff, 900, 910)))).toEqual(['encoding', line, '']);
  });
  test('gzip that is cut off, that is none, and that is a bomb', async () => {
    const packed = gzipSync(file());
    expect(await read(gunzipped(bytesOf(packed)))).toHaveLength(3);
    for (const bytes of [packed.subarray(0, -20), Buffer.from(file()), gzipSync(Buffer.alloc(64 << 20))]) {
      const unpack = async () => {
        for await (const _ of gunzipped(bytesOf(bytes)));
      };
      await expect(unpack()).rejects.toMatchObject({ fault: 'gzip', line: 0 });
    }
  });
  test('a source that breaks off says so itself', async () => {
    const broken = async function* () {
      yield gzipSync(file()).subarray(0, 50);
      throw new Error('connection lost');
    };
    await expect(read(gunzipped(broken()))).rejects.toThrow('connection lost');
  });
  test('another digest than announced', async () => {
    const sha1 = createHash('sha1').update(file()).digest('hex');
    for (const [expected, taken] of [
      [sha1, true],
      [sha1.replace(/./, 'x'), false],
    ] as const) {
      const { bytes, done } = hashed(bytesOf(file()), expected);
      await read(bytes);
      if (taken) expect(done()).toMatchObject({ sha1 });
      else expect(done).toThrow(StatementBroken);
    }
  });
});

describe('[O1.4] whatever is done to a statement', () => {
  const row = fc.record({ n: fc.nat(0xffffff), amount: fc.nat(10_000_000), fee: fc.nat(1_000), refund: fc.boolean() });
  test('what is printed is read again', () =>
    fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), fc.boolean(), fc.boolean(), async (rows, bom, lastEol) => {
        const trades = rows.map(({ n, amount, fee, refund }) => ({
          ...paid(1, { order: no(n), amount, fee }),
          ...(refund && { refund: no(n + 1) }),
        }));
        const found = await read(bytesOf(file(trades, tradeForms.ALL, { bom, lastEol })));
        expect(found.map(({ key, order, amount, fee, kind }) => [key, order, amount, Math.abs(fee), kind])).toEqual(
          trades.map(one => [
            ...('refund' in one ? [one.refund] : [one.order]),
            ...[one.order, one.amount, (one.fee ?? 0) * 1_000, 'refund' in one ? 'refund' : 'pay'],
          ]),
        );
      }),
      { numRuns: 50 },
    ));
  test('it is taken whole, or refused by a line that it has', () =>
    fc.assert(
      fc.asyncProperty(
        fc.nat(file().length - 1),
        fc.nat(5),
        fc.string({ unit: fc.constantFrom(...'`,\n\r\uFEFF0.9-挂a '), maxLength: 4 }),
        async (at, cut, put) => {
          const text = file().slice(0, at) + put + file().slice(at + cut);
          const lines = text.split('\n').length;
          const outcome = await read(bytesOf(text)).catch(error => error);
          if (outcome instanceof StatementBroken) {
            expect(outcome.line).toBeGreaterThanOrEqual(0);
            expect(outcome.line).toBeLessThanOrEqual(lines);
            expect(outcome.message).not.toContain(no(1));
          } else expect(outcome).toHaveLength(3);
        },
      ),
      { numRuns: 2_000 },
    ));
});

describe('[O1.4] a fund flow', () => {
  let balance = 0;
  const flow = (type: string, change: number, n: number): Named => {
    balance += change;
    return {
      记账时间: `${day} 10:00:00`,
      微信支付业务单号: `42${n}`,
      业务类型: type,
      收支类型: change > 0 ? '收入' : '支出',
      '收支金额(元)': yuan(Math.abs(change)),
      '账户结余(元)': yuan(balance),
      业务凭证号: no(n),
    };
  };
  const rows = [flow('交易', 2_500, 1), flow('扣除交易手续费', -15, 1), flow('退款', -300, 2), flow('空降', -1, 3)];
  const sums = { 资金流水总笔数: '4.0', 收入笔数: '1', 收入金额: '25', 支出笔数: '3', 支出金额: '3.16' };
  const found = async (of: readonly Named[], said: Named = sums) => {
    const all = [];
    for await (const some of rowsOf(fundFlow, bytesOf(printed(flowForm, of, said)), own, days)) all.push(...some);
    return all.map(({ line, kind, into, amount, balance: left, word }) => [line, kind, into, amount, left, word]);
  };
  test('tells movements apart, and keeps a word it does not know', async () =>
    expect(await found(rows)).toEqual([
      [2, 'pay', true, 2_500, 2_500, '交易'],
      [3, 'fee', false, 15, 2_485, '扣除交易手续费'],
      [4, 'refund', false, 300, 2_185, '退款'],
      [5, 'other', false, 1, 2_184, '空降'],
    ]));
  test('is taken with the newest first', async () => expect(await found([...rows].reverse())).toHaveLength(4));
  test('is refused where its balance has a hole', async () =>
    expect(found([...rows.slice(0, 1), ...rows.slice(2)], { ...sums, 资金流水总笔数: '3' })).rejects.toMatchObject({
      fault: 'balance',
      line: 3,
    }));
  test.each(Object.keys(sums))('is refused when %s differs', async name =>
    expect(found(rows, { ...sums, [name]: '9' })).rejects.toMatchObject({ fault: 'summary', column: name }),
  );
});
