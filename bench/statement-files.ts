/** A day's two statements as the channel gives them, gzipped, of as many payments as asked for; written before anything is measured. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import {
  flowForm,
  lineOf,
  type Named,
  tradeCells,
  tradeForms,
  yuan,
} from '@yunzhen/write-side/statements/testing/print';

/** Fen. */
export const amount = 2_500;
export const fee = 15;

/** The number of the n-th payment: a UUID's digits in no order. The same in SQL, of a column `number`. */
export const keyOf = (n: number): string => {
  const digits = createHash('md5').update(`${n}`).digest('hex');
  return `${digits.slice(0, 12)}4${digits.slice(13, 16)}8${digits.slice(17)}`;
};
const md5 = 'lower(hex(MD5(toString(number))))';
export const keySql = `concat(substring(${md5}, 1, 12), '4', substring(${md5}, 14, 3), '8', substring(${md5}, 18))`;

export interface Merchant {
  readonly mchId: string;
  readonly appId: string;
}
interface Written {
  readonly path: string;
  readonly day: string;
  readonly count: number;
  readonly merchant: Merchant;
}
const inFile = (path: string, lines: () => Iterable<string>): Promise<void> =>
  pipeline(Readable.from(lines()), createGzip({ level: 6 }), createWriteStream(path));

const ended = (lines: readonly string[]): string => lines.map(line => `${line}\r\n`).join('');
const perChunk = 1_000;

function* chunks(count: number, header: string, row: (n: number) => string, summary: string, sums: Named) {
  yield `\uFEFF${header}\r\n`;
  for (let from = 0; from < count; from += perChunk) {
    const rows = Array.from({ length: Math.min(perChunk, count - from) }, (_, n) => row(from + n));
    yield ended(rows);
  }
  yield ended([summary, lineOf(summary, sums)]);
}

export const writeTrade = ({ path, day, count, merchant: { mchId, appId } }: Written): Promise<void> => {
  const { header, summary } = tradeForms.ALL;
  const row = (n: number): string => {
    const cells = tradeCells({ time: `${day} 10:00:00`, order: keyOf(n), amount, fee });
    return lineOf(header, { ...cells, 商户号: mchId, 公众账号ID: appId });
  };
  const [paid, fees] = [yuan(count * amount), `${yuan(count * fee)}000`];
  const none = { 退款总金额: '0.00', 充值券退款总金额: '0.00', 申请退款总金额: '0.00' };
  const sums = { 总交易单数: `${count}`, 应结订单总金额: paid, 手续费总金额: fees, 订单总金额: paid, ...none };
  return inFile(path, () => chunks(count, header, row, summary, sums));
};

/** Two movements for each payment: it comes, and its fee goes. */
export const writeFlow = ({ path, day, count }: Omit<Written, 'merchant'>): Promise<void> => {
  const { header, summary } = flowForm;
  const row = (n: number): string => {
    const [key, before] = [keyOf(n), n * (amount - fee)];
    const of = {
      记账时间: `${day} 10:00:00`,
      微信支付业务单号: `42${key.slice(0, 26)}`,
      业务凭证号: key,
      业务名称: '交易',
    };
    const moved = (kind: string, into: boolean, fen: number, balance: number): string =>
      lineOf(header, {
        ...of,
        ...{ 资金流水单号: `${n}`, 业务类型: kind, 收支类型: into ? '收入' : '支出', 资金变更提交申请人: 'system' },
        ...{ '收支金额(元)': yuan(fen), '账户结余(元)': yuan(balance) },
      });
    return `${moved('交易', true, amount, before + amount)}\r\n${moved('扣除交易手续费', false, fee, before + amount - fee)}`;
  };
  const sums = {
    ...{ 资金流水总笔数: `${2 * count}`, 收入笔数: `${count}`, 收入金额: yuan(count * amount) },
    ...{ 支出笔数: `${count}`, 支出金额: yuan(count * fee) },
  };
  return inFile(path, () => chunks(count, header, row, summary, sums));
};
