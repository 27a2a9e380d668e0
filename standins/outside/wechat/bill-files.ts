/** Asking for a bill and fetching it: when it is ready, under which address, for how long, with which digest. */
import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { chinaDay, chinaDayOf } from '@yunzhen/contracts/china-day';
import { z } from 'zod';
import { type FileFault, reshaped, rewritten } from './bills/faults.ts';
import { fundFlowBill } from './bills/fund-flow.ts';
import { type Table, written } from './bills/table.ts';
import { tradeBill } from './bills/trade.ts';
import type { Context } from './context.ts';
import { invalidRequest, parse, WechatError } from './errors.ts';

const addressValid = 5 * 60_000;
const readyAfter = 10 * 3_600_000;
const kept = 92 * 86_400_000;

const shared = { bill_date: z.iso.date(), tar_type: z.literal('GZIP').optional() };
const tradeQuery = z.object({ ...shared, bill_type: z.enum(['ALL', 'SUCCESS', 'REFUND']).default('ALL') });
const flowQuery = z.object({ ...shared, account_type: z.enum(['BASIC', 'OPERATION', 'FEES']).default('BASIC') });
export type BillKind = 'trade' | 'fund-flow';

interface Asked {
  readonly kind: BillKind;
  readonly day: string;
  /** What tells this bill from others of the day. */
  readonly part: string;
  readonly gzip: boolean;
  readonly make: (context: Context, day: string) => Table | undefined;
}
const askedFor = (kind: BillKind, query: unknown): Asked => {
  if (kind === 'trade') {
    const { bill_date: day, bill_type: part, tar_type } = parse(tradeQuery, query, 'query');
    return { kind, day, part, gzip: tar_type === 'GZIP', make: (context, of) => tradeBill(context, of, part) };
  }
  const { bill_date: day, account_type: part, tar_type } = parse(flowQuery, query, 'query');
  // All that this merchant has moves on its basic account.
  return { kind, day, part, gzip: tar_type === 'GZIP', make: part === 'BASIC' ? fundFlowBill : () => undefined };
};

interface Download {
  readonly file: Buffer;
  readonly until: number;
}

export const createBillFiles = (context: Context) => {
  const { books, now, settings } = context;
  const downloads = new Map<string, Download>();

  /** A bill once told never changes. */
  const tableOf = async ({ kind, day, part, make }: Asked, at: string): Promise<Table | undefined> => {
    const key = `${kind} ${part} ${at}`;
    const issued = books.bills.get(key);
    if (issued) return JSON.parse(issued) as Table;
    const table = make(context, at);
    if (table && at === day && now() >= Date.parse(chinaDay(day).end))
      await books.write(() => books.bills.putSync(key, JSON.stringify(table)));
    return table;
  };
  const checkReady = (day: string): void => {
    if (now() - Date.parse(chinaDay(day).start) > kept) throw invalidRequest('仅支持三个月内的账单');
    if (settings().bills !== 'next-day') return;
    if (day >= chinaDayOf(new Date(now()))) throw invalidRequest('账单日期只能是今天以前');
    if (now() < Date.parse(chinaDay(day).end) + readyAfter) throw creating();
  };
  /** The first fault of this bill of the day that is not over, and one time less of it. */
  const takeFault = ({ kind, day }: Asked): Promise<FileFault | undefined> =>
    books.write(() => {
      const found = Array.from(books.fileFaults.getRange({})).find(
        ({ value }) => value.bill === kind && value.day === day,
      );
      if (!found) return undefined;
      const { key, value } = found;
      if (value.times > 1) books.fileFaults.putSync(key, { ...value, times: value.times - 1 });
      else books.fileFaults.removeSync(key);
      return value.kind;
    });

  return {
    /** GET /v3/bill/tradebill and fundflowbill; the digest is of the file before compression. */
    request: async (kind: BillKind, origin: string, query: unknown) => {
      const asked = askedFor(kind, query);
      checkReady(asked.day);
      const fault = await takeFault(asked);
      if (fault === 'creating') throw creating();
      const table = await tableOf(asked, fault === 'another-day' ? dayBefore(asked.day) : asked.day);
      if (!table || fault === 'absent') throw new WechatError(400, 'NO_STATEMENT_EXIST', '账单文件不存在');
      const text = rewritten(written(reshaped(table, fault)), fault);
      const plain = Buffer.from(settings().billBom ? `\uFEFF${text}` : text);
      const packed = asked.gzip ? gzipSync(plain) : plain;
      for (const [token, { until }] of downloads) if (until < now()) downloads.delete(token);
      const token = randomBytes(24).toString('base64url');
      downloads.set(token, {
        file: fault === 'gzip' ? packed.subarray(0, packed.length - 12) : packed,
        until: fault === 'gone' ? 0 : now() + addressValid,
      });
      const digest = createHash('sha1').update(plain).digest('hex');
      return {
        hash_type: 'SHA1',
        hash_value: fault === 'hash' ? digest.replace(/^./, one => (one === '0' ? '1' : '0')) : digest,
        download_url: `${origin}/v3/billdownload/file?token=${token}`,
      };
    },
    /** GET /v3/billdownload/file */
    fetch: (token: string) => {
      const download = downloads.get(token);
      if (!download || download.until < now()) throw new WechatError(403, 'NO_AUTH', '下载链接无效或已过期');
      return download.file;
    },
  };
};

const creating = () => new WechatError(400, 'STATEMENT_CREATING', '账单生成中，请稍后再试');
const dayBefore = (day: string) => chinaDayOf(new Date(Date.parse(chinaDay(day).start) - 1));
