/** Statements of WeChat Pay: asked for with a signature, fetched at once, verified by the digest alone, because files are not signed. */
import type { Statement } from '@yunzhen/contracts/reconciliation/statement';
import { z } from 'zod';
import type { Source } from '../../statements/bytes.ts';
import { GatewayPending, GatewayRefused } from '../gateway.ts';
import { explain, signed } from './client.ts';
import { answerKeyOf, type WechatPaySettings } from './settings.ts';

const paths = { trade: 'v3/bill/tradebill', 'fund-flow': 'v3/bill/fundflowbill' } as const;
const ready = z.object({ hash_type: z.literal('SHA1'), hash_value: z.string(), download_url: z.url() });
const creatingMs = 30 * 60_000;

export interface StatementFile {
  readonly source: Source;
  readonly sha1: string;
}
/**
 * The file of a day, gzipped; null on a day the channel has nothing of. Throws GatewayPending while it is being made, GatewayUnknown,
 * GatewayRefused.
 */
export type FetchStatement = (statement: Statement, day: string) => Promise<StatementFile | null>;

export const statementsOf = (settings: WechatPaySettings, now: () => Date): FetchStatement => {
  const wechatPay = signed(settings);
  const headers = { 'Wechatpay-Serial': answerKeyOf(settings) };
  return async (statement, day) => {
    const path = paths[statement];
    const params = { bill_date: day, tar_type: 'GZIP' };
    try {
      const { data } = await wechatPay.chain(path).get({ params, headers }).catch(explain(path));
      const { hash_value: sha1, download_url } = ready.parse(data);
      const url = new URL(download_url);
      // The address is good for minutes: it is never stored.
      const file = await wechatPay
        .chain(url.pathname.slice(1))
        .get({ params: Object.fromEntries(url.searchParams), headers, responseType: 'stream' })
        .catch(explain('the file'));
      return { source: file.data as Source, sha1 };
    } catch (error) {
      if (!(error instanceof GatewayRefused)) throw error;
      if (error.code === 'NOSTATEMENTEXIST') return null;
      if (error.code === 'STATEMENTCREATING')
        throw new GatewayPending('WeChat Pay is making a statement', new Date(now().getTime() + creatingMs));
      throw error;
    }
  };
};
