/** Asking for a bill and fetching it: when it is ready, under which address, for how long, with which digest. */
import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { chinaDay, chinaDayOf } from '@yunzhen/contracts/china-day';
import { z } from 'zod';
import { fundFlowBill, tradeBill } from './bills.ts';
import type { Context } from './context.ts';
import { invalidRequest, parse, WechatError } from './errors.ts';

const addressValid = 5 * 60_000;
const readyAfter = 10 * 3_600_000;
const kept = 92 * 86_400_000;

const queryShape = z.object({
  bill_date: z.iso.date(),
  bill_type: z.string().default('ALL'),
  account_type: z.string().default('BASIC'),
  tar_type: z.literal('GZIP').optional(),
});
const makers = { trade: tradeBill, 'fund-flow': fundFlowBill };
export type BillKind = keyof typeof makers;

interface Download {
  readonly file: Buffer;
  readonly gzip: boolean;
  readonly until: number;
}

export const createBillFiles = (context: Context) => {
  const { books, now, settings } = context;
  const downloads = new Map<string, Download>();

  const textOf = async (kind: BillKind, day: string): Promise<string> => {
    if (now() - Date.parse(chinaDay(day).start) > kept) throw invalidRequest('仅支持三个月内的账单');
    const key = `${kind} ${day}`;
    const issued = books.bills.get(key);
    if (issued) return issued;
    const over = Date.parse(chinaDay(day).end);
    if (settings().bills === 'next-day') {
      if (day >= chinaDayOf(new Date(now()))) throw invalidRequest('账单日期只能是今天以前');
      if (now() < over + readyAfter) throw new WechatError(400, 'STATEMENT_CREATING', '账单生成中，请稍后再试');
    }
    const text = makers[kind](context, day);
    if (!text) throw new WechatError(400, 'NO_STATEMENT_EXIST', '账单文件不存在');
    if (now() >= over) await books.write(() => books.bills.putSync(key, text));
    return text;
  };

  return {
    /** GET /v3/bill/tradebill and fundflowbill; the digest is of the file before compression. */
    request: async (kind: BillKind, origin: string, query: unknown) => {
      const asked = parse(queryShape, query, 'query');
      if (asked.bill_type !== 'ALL' || asked.account_type !== 'BASIC')
        throw invalidRequest('本模拟系统只提供 bill_type=ALL 和 account_type=BASIC 的账单');
      const text = await textOf(kind, asked.bill_date);
      const file = Buffer.from(settings().billBom ? `\uFEFF${text}` : text);
      for (const [token, { until }] of downloads) if (until < now()) downloads.delete(token);
      const token = randomBytes(24).toString('base64url');
      downloads.set(token, { file, gzip: asked.tar_type === 'GZIP', until: now() + addressValid });
      return {
        hash_type: 'SHA1',
        hash_value: createHash('sha1').update(file).digest('hex'),
        download_url: `${origin}/v3/billdownload/file?token=${token}`,
      };
    },
    /** GET /v3/billdownload/file */
    fetch: (token: string) => {
      const download = downloads.get(token);
      if (!download || download.until < now()) throw new WechatError(403, 'NO_AUTH', '下载链接无效或已过期');
      return download.gzip ? gzipSync(download.file) : download.file;
    },
  };
};
